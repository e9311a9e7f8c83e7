// Texts on the page whose colour is too near to what they stand on: WCAG 2.2, 1.4.3, level AA.
// Disabled controls and what is not in sight do not count.
function channels(css) {
  const numbers = css.match(/[\d.]+(e-?\d+)?/g).map(Number);
  if (css.startsWith("color(srgb")) {
    return [numbers[0] * 255, numbers[1] * 255, numbers[2] * 255, numbers[3] ?? 1];
  }
  return [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
}

function over([r, g, b, a], [R, G, B]) {
  return [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
}

function background(element) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const layer = channels(getComputedStyle(at).backgroundColor);
    layers.unshift(layer);
    if (layer[3] === 1) {
      break;
    }
  }
  return layers.reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
}

function luminance([r, g, b]) {
  const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

const poor = new Set();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) {
    continue;
  }
  const style = getComputedStyle(element);
  const below = background(element);
  const text = over(channels(style.color), below);
  const [light, dark] = [luminance(text), luminance(below)].sort((a, b) => b - a);
  const ratio = (light + 0.05) / (dark + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (large ? 3 : 4.5)) {
    poor.add(ratio.toFixed(2) + " " + style.color + ": " + walker.currentNode.data.trim().slice(0, 40));
  }
}
return [...poor];
