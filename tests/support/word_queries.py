"""Sixty queries with what they must mean: which clauses ("-" for what is not wanted), and who of a cast fits best."""

from tests.support.heard import a_track

CAST = {
    "lullaby": a_track(
        62, "8B", -24, ambient=0.5, instrumental=0.6, mellow=0.4, chill=0.4, chillout=0.4, beautiful=0.3
    ),
    "ballad": a_track(
        74, "8A", -17, sad=0.4, guitar=0.3, acoustic=0.5, mellow=0.3, female_vocalists=0.6, female_vocalist=0.4, s90=0.2
    ),
    "club": a_track(130, "4A", -8, house=0.6, electronic=0.8, dance=0.7, party=0.3, electro=0.4, s00=0.3),
    "metal": a_track(
        168, "9A", -7, metal=0.7, heavy_metal=0.6, guitar=0.25, rock=0.4, hard_rock=0.3, male_vocalists=0.2, punk=0.2
    ),
    "jazz": a_track(108, "7B", -18, jazz=0.8, instrumental=0.4, soul=0.1, blues=0.1, s60=0.1, acoustic=0.2),
    "rap": a_track(92, "1A", -10, hip_hop=0.8, male_vocalists=0.3, rnb=0.2, funk=0.1, s90=0.4),
    "pop": a_track(
        118, "8B", -9, pop=0.7, happy=0.3, catchy=0.3, female_vocalists=0.5, dance=0.2, s80=0.6, party=0.1, sexy=0.2
    ),
    "rocker": a_track(124, "11B", -10, rock=0.7, classic_rock=0.6, s70=0.6, guitar=0.3, male_vocalists=0.3, blues=0.2),
    "folk": a_track(98, "6B", -16, folk=0.7, acoustic=0.6, guitar=0.3, male_vocalists=0.4, country=0.3, mellow=0.1),
}

QUERIES: list[tuple[str, str, str]] = [
    ("calm piano without voice", "calm piano -voice", "lullaby"),
    ("musique triste à la guitare", "triste guitare", "ballad"),
    ("calm", "calm", "lullaby"),
    ("calme", "calme", "lullaby"),
    ("Very slow, no drums", "slow -drums", "lullaby"),
    ("fast", "fast", "metal"),
    ("rapide et agressif", "rapide agressif", "metal"),
    ("pas trop rapide, sans voix", "-rapide -voix", "lullaby"),
    ("not sad", "-sad", "rocker"),
    ("sad songs with a woman singing", "sad woman singing", "ballad"),
    ("chanson triste, voix de femme", "triste voix de femme", "ballad"),
    ("happy pop from the eighties", "happy pop eighties", "pop"),
    ("pop joyeuse des années 80", "pop joyeuse annees 80", "pop"),
    ("80's", "80 s", "pop"),
    ("1985", "1985", "pop"),
    ("music from the 1970s", "1970s", "rocker"),
    ("classic rock", "classic rock", "rocker"),
    ("rock classique des années soixante-dix", "rock classique annees soixante dix", "rocker"),
    ("rock without metal", "rock -metal", "rocker"),
    ("heavy metal", "heavy metal", "metal"),
    ("loud guitars", "loud guitars", "metal"),
    ("guitare électrique bruyante", "guitare electrique bruyante", "metal"),
    ("guitare sèche", "guitare seche", "folk"),
    ("acoustic guitar, male vocals", "acoustic guitar male vocals", "folk"),
    ("folk, voix d'homme", "folk voix homme", "folk"),
    ("country", "country", "folk"),
    ("jazz", "jazz", "jazz"),
    ("du jazz instrumental", "jazz instrumental", "jazz"),
    ("instrumental jazz, not slow", "jazz instrumental -slow", "jazz"),
    ("saxophone", "saxophone", "jazz"),
    ("hip-hop", "hip hop", "rap"),
    ("Hip hop des années 90", "hip hop annees 90", "rap"),
    ("rap, pas de femmes", "rap -femmes", "rap"),
    ("R&B", "r&b", "rap"),
    ("house music for dancing", "house dancing", "club"),
    ("musique pour danser", "pour danser", "club"),
    ("techno à 130 bpm", "techno 130 bpm", "club"),
    ("electronic but not ambient", "electronic -ambient", "club"),
    ("party music without a female voice", "party -female voice", "club"),
    ("festif", "festif", "club"),
    ("workout", "workout", "club"),
    ("pour dormir", "pour dormir", "lullaby"),
    ("planant et doux", "planant doux", "lullaby"),
    ("ambient, sans batterie ni guitare", "ambient -batterie -guitare", "lullaby"),
    ("without drums and guitar but slow", "slow -drums -guitar", "lullaby"),
    ("sans voix et calme", "calme -voix", "lullaby"),
    ("neither happy nor fast, sad", "sad -happy -fast", "ballad"),
    ("ni joyeux ni rapide, plutôt mélancolique", "melancolique -joyeux -rapide", "ballad"),
    ("a little sad, mostly acoustic", "sad acoustic", "ballad"),
    ("moins de guitare, plus de synthé", "synthe -guitare", "club"),
    ("in A minor", "a minor", "ballad"),
    ("en la mineur, triste", "la mineur triste", "ballad"),
    ("do majeur, joyeux", "do majeur joyeux", "pop"),
    ("8B happy", "8b happy", "pop"),
    ("sad, in a minor key", "sad a minor key", "ballad"),
    ("between 90 and 95 bpm", "90 and 95 bpm", "rap"),
    ("moins de 70 bpm", "moins de 70 bpm", "lullaby"),
    ("over 150 bpm", "over 150 bpm", "metal"),
    ("I don't want vocals, something quiet", "quiet -vocals", "lullaby"),
    ("not without voice, catchy", "voice catchy", "pop"),
    ("quelque chose de sexy et dansant, sans voix d'homme", "sexy dansant -voix homme", "pop"),
    ("xylophone joyeux sans kazoo", "joyeux", "pop"),
]
