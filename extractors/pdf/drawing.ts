import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../model/index.js';
import type { PageContent } from './content.js';
import { intersectBoxes, multiply, transformBox, type Matrix } from './matrix.js';
import { shapesOf, subpathsOf } from './paths.js';
import { placeImage, placeImages } from './placed-images.js';
import { DrawingState, lightnessOf, type FontFace } from './state.js';
import { showText, type DrawnGlyph } from './text.js';

/** A page's drawing operators as pdfjs lists them. */
export interface OperatorList {
  fnArray: number[];
  argsArray: unknown[];
}

export interface DrawingSurface {
  /** Page space to points with origin top-left, y down, after rotation. */
  matrix: Matrix;
  width: number;
  height: number;
  fontOf(id: string): FontFace;
  /** Annotations drawn elsewhere (ticks of forms are read from their widgets). */
  skipAnnotation(id: string): boolean;
}

/** Fills at least this light cannot be told from paper. */
export const PAPER = 0.97;
/** Anything more transparent than this cannot be seen. */
const FAINT = 0.05;
/** Lightness taken for patterns, whose colours are not looked at. */
const PATTERN = 0.5;

type Numbers = ArrayLike<number>;

/** Runs through a page's operators once and notes every glyph, painted subpath and image with its place. */
export function readDrawing(list: OperatorList, surface: DrawingSurface): PageContent {
  const content: PageContent = { glyphs: [], rotated: [], shapes: [], images: [], invisible: 0 };
  const page: Box = [0, 0, surface.width, surface.height];
  let state = new DrawingState(page, surface.matrix);
  const stack: DrawingState[] = [];
  const save = (): void => void stack.push(state.copy());
  const restore = (): void => {
    state = stack.pop() ?? state;
  };
  let pendingClip = false;
  let skipped = 0;

  const clipTo = (box: Numbers): void => {
    state.clip = intersectBoxes(state.clip, transformBox(state.matrix, box)) ?? [0, 0, 0, 0];
  };

  for (let index = 0; index < list.fnArray.length; index++) {
    const fn = list.fnArray[index]!;
    const args = (list.argsArray[index] ?? []) as unknown[];
    if (skipped > 0) {
      if (fn === OPS.endAnnotation) skipped = 0;
      continue;
    }
    switch (fn) {
      case OPS.save:
        save();
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
      case OPS.endAnnotation:
        restore();
        break;
      case OPS.transform:
        state.matrix = multiply(state.matrix, args as number[]);
        break;
      case OPS.paintFormXObjectBegin:
        save();
        if (args[0]) state.matrix = multiply(state.matrix, args[0] as Numbers);
        if (args[1]) clipTo(args[1] as Numbers);
        break;
      case OPS.beginAnnotation:
        if (surface.skipAnnotation(String(args[0]))) {
          skipped = 1;
          break;
        }
        save();
        state = new DrawingState(page, surface.matrix);
        if (args[1]) clipTo(args[1] as Numbers);
        if (args[2]) state.matrix = multiply(state.matrix, args[2] as Numbers);
        if (args[3]) state.matrix = multiply(state.matrix, args[3] as Numbers);
        break;
      case OPS.clip:
      case OPS.eoClip:
        pendingClip = true;
        break;
      case OPS.constructPath:
        paintPath(args[0] as number, (args[1] as (Numbers | null)[])[0], state, content);
        if (pendingClip && args[2]) clipTo(args[2] as Numbers);
        pendingClip = false;
        break;
      case OPS.setLineWidth:
        state.lineWidth = args[0] as number;
        break;
      case OPS.setFillRGBColor:
        state.fill = lightnessOf(args[0]);
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = lightnessOf(args[0]);
        break;
      case OPS.setFillColorN:
        state.fill = PATTERN;
        break;
      case OPS.setStrokeColorN:
        state.stroke = PATTERN;
        break;
      case OPS.setFillTransparent:
        state.fill = 1;
        break;
      case OPS.setStrokeTransparent:
        state.stroke = 1;
        break;
      case OPS.setGState:
        for (const [key, value] of args[0] as [string, unknown][]) {
          if (key === 'ca') state.fillAlpha = value as number;
          else if (key === 'CA') state.strokeAlpha = value as number;
          else if (key === 'LW') state.lineWidth = value as number;
          else if (key === 'Font') setFont(state, surface, ...(value as [string, number]));
        }
        break;
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageMaskXObject:
      case OPS.paintSolidColorImageMask:
        placeImage(fn, args[0], state, content, page);
        break;
      case OPS.paintImageXObjectRepeat:
      case OPS.paintImageMaskXObjectRepeat:
      case OPS.paintImageMaskXObjectGroup:
      case OPS.paintInlineImageXObjectGroup:
        placeImages(fn, args, state, content);
        break;
      case OPS.beginText:
        state.textMatrix = [1, 0, 0, 1, 0, 0];
        state.x = state.y = state.lineX = state.lineY = 0;
        break;
      case OPS.setFont:
        setFont(state, surface, args[0] as string, args[1] as number);
        break;
      case OPS.setTextMatrix:
        state.textMatrix = args[0] as Numbers;
        state.x = state.y = state.lineX = state.lineY = 0;
        break;
      case OPS.setLeadingMoveText:
        state.leading = -(args[1] as number);
        moveText(state, args[0] as number, args[1] as number);
        break;
      case OPS.moveText:
        moveText(state, args[0] as number, args[1] as number);
        break;
      case OPS.nextLine:
        moveText(state, 0, -state.leading);
        break;
      case OPS.setCharSpacing:
        state.charSpacing = args[0] as number;
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = args[0] as number;
        break;
      case OPS.setHScale:
        state.horizontalScale = (args[0] as number) / 100;
        break;
      case OPS.setLeading:
        state.leading = args[0] as number;
        break;
      case OPS.setTextRise:
        state.rise = args[0] as number;
        break;
      case OPS.setTextRenderingMode:
        state.mode = args[0] as number;
        break;
      case OPS.showText:
        showText(args[0] as (DrawnGlyph | number)[], state, content);
        break;
    }
  }
  return content;
}

function setFont(state: DrawingState, surface: DrawingSurface, id: string, size: number): void {
  state.font = surface.fontOf(id);
  state.size = size;
}

function moveText(state: DrawingState, x: number, y: number): void {
  state.x = state.lineX += x;
  state.y = state.lineY += y;
}

const FILLS = new Set<number>([OPS.fill, OPS.eoFill, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]);
const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

function paintPath(op: number, data: Numbers | null | undefined, state: DrawingState, content: PageContent): void {
  if (data === null || data === undefined) return;
  const fill = FILLS.has(op) && state.fillAlpha > FAINT ? state.fill : null;
  const stroke = STROKES.has(op) && state.strokeAlpha > FAINT ? state.stroke : null;
  if (fill === null && stroke === null) return;
  const [a, b] = state.matrix;
  const width = stroke === null ? 0 : state.lineWidth * Math.hypot(a, b);
  for (const shape of shapesOf(subpathsOf(data, state.matrix), { fill, stroke, width })) {
    const visible = intersectBoxes(shape.box, state.clip);
    if (visible === null) continue;
    if (!shape.curved && shape.stroke === null) shape.box = visible;
    content.shapes.push(shape);
  }
}
