// pictures.mjs FOLDER: makes each docs/images/console-NAME.png anew, of what `run FOLDER` has taken in light, 1280 px wide.
// A picture of few colours is a third as large with a palette, without a difference that anybody sees.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const COLOURS = 256;
const RGB = 3;

/** Pages that are shown to their end, which has what matters. */
const WHOLE = ['ledger-entry'];

const [folder] = process.argv.slice(2);
const images = join(import.meta.dirname, '../../docs/images');
for (const image of readdirSync(images)) {
  const name = image.match(/^console-(.*)\.png$/)?.[1];
  if (!name) continue;
  const small = withPalette(readFileSync(join(folder, `${name}-light${WHOLE.includes(name) ? '-1280' : ''}.png`)));
  writeFileSync(join(images, image), small);
  console.log(`${image}: ${small.length} bytes`);
}

/** Rewrites a PNG of 8 bits each of red, green and blue, as Chromium takes them. */
function withPalette(png) {
  const chunks = chunksOf(png);
  const header = Buffer.from(chunks.find(({ type }) => type === 'IHDR').data);
  assert.deepEqual([...header.subarray(8)], [8, 2, 0, 0, 0], '8-bit RGB, not interlaced');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data)));
  const pixels = pixelsOf(data, width, height);
  const { palette, indexOf } = paletteOf(pixels);
  const rows = Buffer.alloc(height * (width + 1));
  for (let i = 0; i < pixels.length; i++) rows[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = indexOf.get(pixels[i]);
  header[9] = 3;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** The colours of all pixels, after the five filters of PNG are undone. */
function pixelsOf(data, width, height) {
  const line = width * RGB;
  const bytes = Buffer.alloc(height * line);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (line + 1)];
    for (let x = 0; x < line; x++) {
      const at = y * line + x;
      const left = x < RGB ? 0 : bytes[at - RGB];
      const up = y === 0 ? 0 : bytes[at - line];
      const corner = x < RGB || y === 0 ? 0 : bytes[at - line - RGB];
      const guess = [0, left, up, (left + up) >> 1, nearestOf(left, up, corner)][filter];
      bytes[at] = data[y * (line + 1) + 1 + x] + guess;
    }
  }
  return Uint32Array.from({ length: width * height }, (_, i) => bytes.readUIntBE(i * RGB, RGB));
}

function nearestOf(left, up, corner) {
  const about = left + up - corner;
  const [a, b, c] = [left, up, corner].map((one) => Math.abs(about - one));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The colours that are used most, and for every colour the nearest of those. */
function paletteOf(pixels) {
  const uses = new Map();
  for (const colour of pixels) uses.set(colour, (uses.get(colour) ?? 0) + 1);
  const palette = [...uses.keys()].sort((one, other) => uses.get(other) - uses.get(one)).slice(0, COLOURS);
  const far = (one, other) => [16, 8, 0].reduce((sum, bits) => sum + (((one >> bits) & 255) - ((other >> bits) & 255)) ** 2, 0);
  const nearest = (colour) =>
    palette.reduce((best, _, i) => (far(colour, palette[i]) < far(colour, palette[best]) ? i : best), 0);
  const known = new Map(palette.map((colour, i) => [colour, i]));
  return { palette, indexOf: new Map([...uses.keys()].map((colour) => [colour, known.get(colour) ?? nearest(colour)])) };
}
