"""What the sweep measures inside the browser, as scripts that return plain values."""

# Elements that a finger or pointer aims at, and how large they are. A link inside a sentence
# may be as small as its words.
SMALL_TARGETS = """
() => {
  const patient = document.body.classList.contains("patient");
  const inSentence = (element) => {
    if (!element.matches("a") || getComputedStyle(element).display !== "inline") return false;
    const block = element.closest("p, li, td, th, dd, dt, caption, figcaption");
    return block !== null && block.innerText.trim() !== element.innerText.trim();
  };
  const least = (element) => {
    if (element.matches(".rung > input")) return [44, 52];
    if (element.matches(".btn-primary")) return [44, patient ? 64 : 52];
    if (element.matches("label.tap, .brand")) return [44, 44];
    return [44, patient ? 56 : 44];
  };
  const selector = "a[href], button, input:not([type=hidden]), select, textarea, summary, .tap";
  return [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility() && !element.matches(".skip-link"))
    .filter((element) => !inSentence(element))
    .map((element) => {
      const [width, height] = least(element);
      const box = element.getBoundingClientRect();
      const fits = box.width >= width - 0.1 && box.height >= height - 0.1;
      const name = (element.innerText || element.id || element.className).trim();
      const is = `${box.width.toFixed(1)} x ${box.height.toFixed(1)}`;
      return fits ? "" : `${element.tagName} "${name}" is ${is}, not ${width} x ${height}`;
    })
    .filter(Boolean);
}
"""

# What is wider than the window, or cut off by its own box.
TOO_WIDE = """
() => {
  const root = document.documentElement;
  const name = (element) =>
    `${element.tagName}.${element.className} "${(element.innerText || "").slice(0, 40)}"`;
  const scrolls = ".visually-hidden, svg, svg *, input, textarea, select";
  const inScroll = (element) => element.closest(".scroll") !== null;
  const found = [];
  if (root.scrollWidth > root.clientWidth) {
    found.push(`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
    for (const element of document.body.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      if (box.width && box.right > root.clientWidth + 1 && !inScroll(element)) {
        found.push(`${name(element)} ends at ${box.right.toFixed(0)}`);
      }
    }
  }
  for (const element of document.body.querySelectorAll(`*:not(${scrolls})`)) {
    const { overflowX } = getComputedStyle(element);
    const cuts = overflowX === "hidden" || overflowX === "clip";
    if (cuts && element.clientWidth && element.scrollWidth > element.clientWidth + 1) {
      found.push(`${name(element)} is cut off`);
    }
  }
  return found;
}
"""

# What is wrong with the page as it stands, and what is new of what the accessibility engine reads,
# compared with every time that this was asked of the page before: the elements and which of them
# are shown; where they are; the colours. The contrast of a text hangs on its own colour and size
# and on the grounds under it up to the first that hides what is below; one that floats over others
# counts as new each time. `skip` names what the engine does not read.
LOOK = """
(skip) => {
  const problems = [
    ...(TOO_WIDE)(),
    ...(SMALL_TARGETS)(),
    ...[...document.querySelectorAll("[hidden]")]
      .filter((element) => element.checkVisibility())
      .map((element) => `${element.tagName}.${element.className} is hidden and seen`),
  ];
  const hides = (style) => /^rgb\\(/.test(style.backgroundColor);
  const shown = [document.documentElement.outerHTML], boxes = [], colours = [];
  const styles = new Map();
  const styleOf = (element) => {
    if (!styles.has(element)) styles.set(element, getComputedStyle(element));
    return styles.get(element);
  };
  const holdsText = (element) =>
    element.matches("input, select, textarea") ||
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const element of document.querySelectorAll("html, body, body *")) {
    if (element.closest(skip)) continue;
    const isShown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const { position, clip, clipPath, overflow } = styleOf(element);
    const box = element.getBoundingClientRect();
    const isOut = box.right + scrollX <= 0 || box.bottom + scrollY <= 0;
    const isEmpty = box.width === 0 || box.height === 0;
    shown.push([isShown, isOut, isEmpty, clip, clipPath, overflow]);
    boxes.push([box.x + scrollX, box.y + scrollY, box.width, box.height, position]);
    if (!isShown || !holdsText(element)) continue;
    const { color, fontSize, fontWeight, textDecorationLine, textShadow } = styleOf(element);
    colours.push([color, fontSize, fontWeight, textDecorationLine, textShadow]);
    for (let ground = element; ground; ground = ground.parentElement) {
      const style = styleOf(ground);
      colours.push([style.backgroundColor, style.backgroundImage, style.opacity, style.filter]);
      if (hides(style)) break;
      const floats = style.position === "absolute" || style.position === "fixed";
      if (floats && ground !== element.closest(".visually-hidden")) colours.push(performance.now());
    }
  }
  const read = (window.readBefore ??= new Set());
  const isNew = (name, value) => {
    const key = name + JSON.stringify(value);
    return !read.has(key) && Boolean(read.add(key));
  };
  const news = { shown: isNew("shown", shown), boxes: isNew("boxes", boxes) };
  return [problems, { ...news, colours: isNew("colours", colours) }];
}
""".replace("TOO_WIDE", TOO_WIDE.strip()).replace("SMALL_TARGETS", SMALL_TARGETS.strip())

# Names that are read aloud or shown in a box, and stand in no text of the page.
NAMES = """
() => [...document.querySelectorAll("[alt], [aria-label], [placeholder], [title], [data-say]")]
  .flatMap((element) =>
    ["alt", "aria-label", "placeholder", "title"].map((name) => element.getAttribute(name)))
  .filter(Boolean)
"""

# From right to left the page begins at the right: its language says so, and the first thing of
# the header stands there. Pictures of time keep their direction: nothing turns an image around. The
# body map has the person's own left and right.
NOT_MIRRORED = """
() => {
  const found = [];
  if (document.documentElement.dir !== "rtl") found.push("the page is not from right to left");
  for (const element of document.querySelectorAll("h1, .brand, h2, p, li")) {
    const style = getComputedStyle(element);
    const isTurned = style.direction === "ltr" || style.textAlign === "left";
    if (isTurned && element.checkVisibility() && !element.closest(".body-map")) {
      found.push(`${element.tagName}.${element.className} starts at the left`);
    }
  }
  const brand = document.querySelector(".brand");
  const atLeft = (box) => box.left < innerWidth - box.right;
  if (brand && atLeft(brand.getBoundingClientRect())) found.push("the brand is at the left");
  for (const image of document.images) {
    if (getComputedStyle(image).transform !== "none") found.push(`${image.alt} is turned around`);
  }
  return found;
}
"""

# What moves although the person asked for no motion.
MOVES = """
() => document.getAnimations().map((one) => `${one.effect?.target?.className} moves`)
"""

# WCAG 1.4.12: these spacings may not lose anything. A style sheet made by a script is the one
# way that the strict content policy leaves open.
SPACE_TEXT = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
}
"""
PLAIN_TEXT = "() => { document.adoptedStyleSheets = []; }"
TEXT_SIZE = "size => { document.documentElement.style.fontSize = size; }"

# What Tab stops at from now on: the width of the ring around it (0: none), and whether a bar that
# stays in place lies over it. `null` where Tab leaves the page.
WATCH_FOCUS = """
() => {
  const ring = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  };
  const fixed = [...document.querySelectorAll("body *")].filter(
    (bar) => getComputedStyle(bar).position === "fixed",
  );
  const stop = (element) => {
    const shown = [element, element.nextElementSibling].filter(Boolean);
    const width = Math.max(...shown.map(ring));
    const box = element.getBoundingClientRect();
    // What is higher than the window can't be seen whole anyway.
    const covered = box.height < innerHeight && fixed.some((bar) => {
      const over = bar.getBoundingClientRect();
      const isOver = over.height && box.bottom > over.top + 1 && box.top < over.bottom - 1;
      return isOver && !bar.contains(element);
    });
    const text = element.innerText || element.id || element.name || element.tagName;
    const visible = box.bottom > 0 && box.top < innerHeight;
    return { name: text.slice(0, 60), width, covered, visible };
  };
  document.activeElement.blur();
  window.stops = [];
  addEventListener("keyup", () => {
    const element = document.activeElement;
    window.stops.push(element === document.body || element === null ? null : stop(element));
  }, true);
}
"""

# The visible texts of the page, one for each box: a paragraph, a heading, a button, a cell.
TEXTS = """
() => {
  const isInline = (element) => getComputedStyle(element).display === "inline";
  const boxOf = (element) =>
    isInline(element) && element.parentElement ? boxOf(element.parentElement) : element;
  const texts = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (holder.checkVisibility() && !holder.closest("script, style, svg, textarea, select")) {
      const box = boxOf(holder);
      const text = walker.currentNode.textContent.replace(/\\s+/g, " ");
      texts.set(box, (texts.get(box) || "") + text);
    }
  }
  return [...texts.values()].map((text) => text.trim()).filter(Boolean);
}
"""
