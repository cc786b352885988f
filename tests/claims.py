"""Words that the product never says (clinical.md, "Never shown"), by language.

A language without a list fails the scan: it cannot be added before somebody who speaks it has
said how each forbidden claim sounds in it.
"""

import re

_ENGLISH = (
    # a treatment as the cause
    r"\bhelped (you|your|the|him|her|them|with)\b",
    r"\bit (has )?(helped|worked|healed)\b",
    r"\b(treatment|therapy|training|stimulation|acupuncture|sessions?|exercises?)"
    r" (has |have )?(helped|worked|works|healed|cured|improved|caused|did|brought)\b",
    r"\bthanks to\b",
    r"\b(due to|because of|led to|caused by|effect of|effective|response to) (your |the )?"
    r"(treatment|therapy|training|stimulation|acupuncture|sessions?|exercises?)\b",
    # a personal forecast, or that numbness goes away
    r"\byou will (feel|recover|get|be|have|improve|regain)\b",
    r"\b(will|should|is going to) (recover|improve|come back|go away|get better)\b",
    r"\breturns? to normal\b",
    r"\bnumbness (goes|went|will go|is going) away\b",
    r"\b(prognosis|forecast|predicted|expected recovery|full recovery|fully recover)",
    # a schedule
    r"\bon track\b",
    r"\b(behind|ahead of) (schedule|plan|target)\b",
    r"\bfall(ing|en)? behind\b",
    # recovery as a share
    r"\d ?% (recovered|better|improved|of (your |normal )?feeling|recovery)",
    r"\b(percent|per cent) (recovered|better|improved|of (your |normal )?feeling)\b",
    r"\bpercent recovered\b",
    # other patients
    r"\b(than|as|like) (other|most|average) (patients|people|survivors)\b",
    r"\bpercentile\b",
    r"\branked\b",
    # significance as a medal, or its absence as a finding
    r"\bp ?[<=≤] ?0?\.\d",
    r"\bsignificant(ly)? (change|better|less|more|improve)",
    r"\bnot significant\b",
    r"(?<!\w)\*{2,3}(?!\w)",
    r"\bno change\b",
    # streaks and blame
    r"\bstreaks?\b",
    r"\bdays in a row\b",
    r"\byou (missed|failed|forgot|should have)\b",
    r"\bnon-?complian",
    r"\bwell done\b",
    # somebody watches
    r"\b(we|your (clinic|therapist|team)) (have|has) been (alerted|told|notified)\b",
    # reassurance after a treatment
    r"\bthis is normal\b",
    r"\bnothing to worry about\b",
)
_TREATMENT_ES = (
    r"(el tratamiento|la terapia|el entrenamiento|la estimulación|la acupuntura|la fisioterapia"
    r"|las sesiones|la sesión|los ejercicios)"
)
_SPANISH = (
    # a treatment as the cause
    r"\b(te|le|les|lo|la) (ha |han )?(ayudó|ayudado|ayudaron|curó|curado|sanó|sanado)\b",
    rf"\b{_TREATMENT_ES} (te |le )?(ha |han )?"
    r"(ayud|funcion|cur[aóe]|sirvi|mejor[óae]|caus|logr|produj)",
    r"\bgracias a\b",
    rf"\b(debid[oa] a|a causa de|por efecto de|efecto de|provocad[oa] por|respuesta a(l| ))"
    rf" ?(tu |su )?({_TREATMENT_ES}|tratamiento|terapia|acupuntura|estimulación|sesiones)\b",
    r"\b(eficaz|eficacia|efectiv[oa])\b",
    # a personal forecast, or that numbness goes away
    r"\b(te )?(recuperarás|mejorarás|curarás|sanarás|sentirás|volverás a sentir)\b",
    r"\bvas a (recuperar|mejorar|curarte|sentir|estar mejor)",
    r"\b(volverá|vuelve|volver) a la normalidad\b",
    r"\b(va a|debería) (mejorar|desaparecer|recuperar|volver)",
    r"\b(mejorará|desaparecerá|se recuperará|se irá)\b",
    r"\bel entumecimiento (se va|se fue|se quita|pasa|desaparece)\b",
    r"\b(pronóstico|predicción|previsto|recuperación (completa|total|esperada))\b",
    # a schedule
    r"\b(vas|va) (bien encaminad[oa]|por buen camino)\b",
    r"\b(atrasad[oa]|adelantad[oa]|con retraso|retrasad[oa])\b",
    r"\b(según|fuera de|por delante d)el? (plan|calendario|objetivo|lo previsto)\b",
    # recovery as a share
    r"\d ?% (recuperad[oa]|mejor|de (tu |la |su )?(sensibilidad|recuperación))",
    r"\bpor ciento (recuperad[oa]|mejor|de (tu |la |su )?(sensibilidad|recuperación))",
    # other patients
    r"\b(que|como) (otr[oa]s|la mayoría de|el promedio de) (l[oa]s )?(pacientes|personas)\b",
    r"\bpercentil\b",
    r"\branking\b",
    # significance as a medal, or its absence as a finding
    r"\bp ?[<=≤] ?0?[.,]\d",
    r"\bsignificativ[oa]s?\b",
    r"(?<!\w)\*{2,3}(?!\w)",
    r"\bsin cambios?\b",
    r"\b(no hay|no hubo|ningún) cambios?\b",
    # streaks and blame
    r"\brachas?\b",
    r"\bdías seguidos\b",
    r"\b(fallaste|olvidaste|te saltaste|has fallado|deberías haber|tendrías que haber)\b",
    r"\bincumplimiento\b",
    r"\b(bien hecho|buen trabajo|felicidades|enhorabuena)\b",
    # somebody watches
    r"\b(hemos|ha|han) (avisado|alertado|informado|notificado)\b",
    # reassurance after a treatment
    r"\b(esto|eso) es normal\b",
    r"\b(no hay (nada )?de qué|nada de qué|no te) preocup",
)
_CHINESE = (
    # a treatment as the cause
    r"(治療|針灸|訓練|電刺激|物理治療|復健|療程|練習)(已經|已|確實)?(有效|見效|奏效|治好|改善了|幫助了|幫了|起了作用)",
    r"(幫助|改善|治好)了(您|他|她|病人|患者)",
    r"(多虧|歸功於|得益於|拜.{0,6}所賜)",
    r"(因為|由於)(您的)?(治療|針灸|訓練|電刺激|復健|療程)",
    r"(療效|治療的?效果|奏效)",
    # a personal forecast, or that numbness goes away
    r"您(將|將會|會|一定會)(恢復|康復|好轉|改善|痊癒|進步)",
    r"(將會|一定會|很快就會|應該會|就會)(恢復|康復|好轉|消失|痊癒|變好)",
    r"恢復正常",
    r"麻木感?(會|將會|已經|已)(消失|消退|好)",
    r"(預後|預測|預估|可望|完全(恢復|康復))",
    # a schedule
    r"(進度(正常|落後|超前)|如期|落後於?)",
    # recovery as a share
    r"(恢復|康復|好轉|改善)了?(百分之|\s?\d+\s?[%％])",
    r"\d ?[%％](的)?(恢復|康復|好轉|改善|感覺)",
    # other patients
    r"(比|和|與|跟)(其他|大多數|多數|一般)的?(病人|患者|病友|人)",
    r"(百分位|排名|名次)",
    # significance as a medal, or its absence as a finding
    r"\bp ?[<=≤] ?0?\.\d",
    r"顯著",
    r"(?<!\w)\*{2,3}(?!\w)",
    r"(沒有|無|毫無)(任何)?(變化|改變)",
    # streaks and blame
    r"(連續|接連) ?(\d+|%\(\w+\)\w) ?天",
    r"連勝",
    r"您(漏了|漏掉|忘了|忘記|錯過|沒做到|失敗)",
    r"(早該|不配合|不遵從|遵從性差)",
    r"(做得好|太棒|加油|真棒|恭喜)",
    # somebody watches
    r"(已|已經)(通知|警示|告知)(了)?(您的)?(診所|治療師|團隊|醫護)",
    # reassurance after a treatment
    r"(這|這種情況)(是|很|屬)正常",
    r"(不用|不必|無須|無需|別)擔心",
)
FORBIDDEN = {
    language: tuple(re.compile(claim, re.IGNORECASE) for claim in claims)
    for language, claims in {"en-gb": _ENGLISH, "es": _SPANISH, "zh-hant": _CHINESE}.items()
}


def forbidden_in(text: str, language: str = "en-gb") -> list[str]:
    """Return every forbidden claim in a text, as it stands there."""
    flat = " ".join(text.split())
    return [found[0] for claim in FORBIDDEN[language] for found in claim.finditer(flat)]
