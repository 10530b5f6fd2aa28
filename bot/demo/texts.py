"""What the people of the demo say, each in their own language."""

from collections.abc import Mapping

REPLIES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Those look amazing, saving two for me please!",
        "Tried this on Saturday and my kids finished the whole loaf.",
        "Could you share the recipe for this one?",
        "Do you have it without nuts as well?",
        "Honestly the best rye in town.",
        "A bit too sweet for me, but my flatmate loved it.",
        "What time do you take them out of the oven?",
        "The queue was long today, still worth it.",
        "More behind the scenes like this, please.",
        "Mine came out flat. Is my starter too young?",
        "I told three friends about this, they are coming on Friday.",
        "Is it open on the holiday as well?",
        "The crust on that one is unreal.",
    ),
    "pt": (
        "Que maravilha! Guardem dois para mim, por favor.",
        "Levei no sábado e acabou em cinco minutos.",
        "Podem partilhar a receita?",
        "Também há sem glúten?",
        "O melhor pão de centeio da cidade.",
        "Achei um pouco doce, mas a minha mãe adorou.",
        "A que horas sai do forno?",
        "Hoje a fila era grande, mas valeu a pena.",
        "Gostei muito de ver a massa a crescer.",
        "O meu não cresceu nada, o que fiz de errado?",
        "Já recomendei a toda a gente no trabalho.",
    ),
    "es": (
        "¡Qué pinta! Guardadme uno, por favor.",
        "Lo probé el sábado y no quedó ni una miga.",
        "¿Podéis compartir la receta?",
        "¿Lo tenéis también sin frutos secos?",
        "El mejor pan de centeno de la ciudad.",
        "Para mí un poco dulce, pero a mi hija le encantó.",
        "¿A qué hora sale del horno?",
        "Hoy había cola, pero mereció la pena.",
        "El mío quedó plano, ¿será la masa madre?",
        "Se lo he contado a media oficina.",
    ),
    "de": (
        "Sieht großartig aus, bitte zwei zurücklegen!",
        "Am Samstag probiert, die Kinder haben alles aufgegessen.",
        "Könnt ihr das Rezept teilen?",
        "Gibt es das auch ohne Nüsse?",
        "Das beste Roggenbrot der Stadt.",
        "Mir etwas zu süß, aber meine Frau fand es toll.",
        "Wann kommen die aus dem Ofen?",
        "Heute war die Schlange lang, hat sich trotzdem gelohnt.",
        "Meins ist flach geblieben, ist der Sauerteig zu jung?",
        "Mehr Einblicke in die Backstube, bitte.",
    ),
}
"""Replies to what the bakery posts."""

REMARKS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Good morning everyone, my sourdough finally rose!",
        "Has anybody baked with spelt at home?",
        "I finally got the hang of shaping baguettes.",
        "Does the Saturday course have a place left?",
        "Which flour do you use for pizza?",
        "Picked up an almond croissant on the way to work. Best decision of the day.",
        "My order was not ready at nine, is that normal?",
    ),
    "pt": (
        "Bom dia! Hoje fiz broa de milho em casa.",
        "Alguém já experimentou fazer pão com espelta?",
        "Que farinha usam para a massa da pizza?",
        "Ainda há lugares no curso de sábado?",
        "A minha massa-mãe faz hoje um ano!",
    ),
    "es": (
        "¡Buenos días! Hoy he hecho pan de pueblo.",
        "¿Alguien ha probado a hornear con espelta?",
        "¿Qué harina usáis para la pizza?",
        "¿Queda sitio en el curso del sábado?",
        "Mi masa madre cumple hoy un año.",
    ),
    "de": (
        "Guten Morgen, mein Sauerteig ist endlich aufgegangen!",
        "Hat schon jemand mit Dinkel gebacken?",
        "Welches Mehl nehmt ihr für Pizza?",
        "Ist im Kurs am Samstag noch ein Platz frei?",
        "Heute zum ersten Mal Brezeln gemacht, gar nicht so schwer.",
    ),
}
"""What people say of themselves."""

THANKS: Mapping[str, tuple[str, ...]] = {
    "en": ("Thank you, we will tell the bakers!", "Happy to hear that.", "We'll write the recipe down for Friday."),
    "pt": ("Obrigada, vamos dizer aos padeiros!", "Que bom ouvir isso.", "Na sexta publicamos a receita."),
    "es": ("¡Gracias, se lo diremos a los panaderos!", "Qué alegría leerlo.", "El viernes publicamos la receta."),
    "de": ("Danke, das geben wir weiter!", "Das freut uns sehr.", "Am Freitag schreiben wir das Rezept auf."),
}
"""What the team replies."""

POSTS = (
    "Fresh from the oven: rye with caraway, still warm.",
    "Our starter turns nine this week. Happy birthday, Blob!",
    "How we fold croissants, in six pictures.",
    "Friday recipe: olive focaccia for a baking tray.",
    "Meet Tom, who lights the oven at four every morning.",
    "New on the counter: fig and walnut loaf.",
    "Flour from the mill up the river has arrived.",
    "Friday recipe: cinnamon knots without a mixer.",
    "What happens to the bread of yesterday? Nothing is thrown away.",
    "Autumn is here, and so is the pumpkin brioche.",
    "Why our baguettes rest for twenty hours.",
    "Friday recipe: a rye that forgives everything.",
    "Our new oven went in through the window. See how.",
    "The almond croissant is back, by your vote.",
    "Ten minutes with the person who paints our shop window.",
    "Friday recipe: potato rolls for soup season.",
    "Three breads for people who say that they cannot bake.",
    "This is what four hundred pastéis look like.",
    "We tried eleven butters, and this one won.",
    "Friday recipe: the chocolate babka you asked for.",
)

QUESTIONS = (
    ("What shall we bake on Saturday?", ("Cinnamon knots", "Olive focaccia", "Fig loaf")),
    ("When would you like the live bake-along?", ("Friday evening", "Saturday morning", "Sunday afternoon")),
    ("Which flour shall we talk about?", ("Rye", "Spelt", "Maize", "Buckwheat")),
    ("Shorter or longer recipes?", ("Five steps at most", "All the details", "Video only")),
    ("Which classic comes back?", ("Almond croissant", "Poppy seed roll", "Potato bread")),
    ("What do you have for breakfast?", ("Bread and jam", "Something savoury", "Only coffee")),
    ("Who should we portrait next?", ("The miller", "The night shift", "Our delivery rider")),
)

RECOMMEND = "Would you recommend us to a friend?"

LIVE = ("Which content next?", ("Recipes", "Behind the scenes", "Live Q&A"))
"""What the manager asks while one watches."""

ASKED = (
    (
        "Hi! My order from this morning hasn't been packed yet. Could you tell me when I can pick it up?",
        "It's ready from eleven, with a cinnamon knot for the wait. Sorry!",
    ),
    ("Do you have the fig and walnut loaf on Saturdays as well?", ""),
)
"""What people ask while one watches, and what the team answers; the last one waits for whoever tries the playground."""

TEAM_TALK = (
    ("tom", "Oven is at 240, first batch goes in."),
    ("rosa", "The babka post did well. Shall we ask them what they want next?"),
    ("tom", "Yes. And I would love to see last week's numbers first."),
)

EMOJI = ("❤️", "👍", "😍", "🔥", "👏")

NAMES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Alice", "Oliver", "Grace", "Henry", "Isla", "Jack", "Freya", "George", "Ruby", "Noah", "Poppy", "Leo", "Ivy",
        "Arthur", "Maisie", "Theo", "Nora", "Finlay", "Erin", "Callum",
    ),
    "pt": (
        "Inês", "Tiago", "Beatriz", "Rui", "Catarina", "Nuno", "Mariana", "Duarte", "Leonor", "Gonçalo", "Rita",
        "Vasco", "Joana", "Afonso", "Matilde",
    ),
    "es": (
        "Lucía", "Hugo", "Carmen", "Pablo", "Elena", "Diego", "Alba", "Javier", "Nerea", "Álvaro", "Rocío", "Íñigo",
    ),
    "de": ("Anna", "Jonas", "Lena", "Felix", "Marie", "Lukas", "Greta", "Moritz", "Frieda", "Anton", "Jule", "Emil"),
}  # fmt: skip
INITIALS = "ABCFGLMPRSTV"
