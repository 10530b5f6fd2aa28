slack-about = Encuestas, respuestas y un resumen semanal del Return on Relationship
slack-try-again = No ha llegado. Inténtalo de nuevo en un momento, por favor.
