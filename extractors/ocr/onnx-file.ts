import protobuf from 'protobufjs/light.js';

/** ONNX data type of 32-bit floats, and the attribute types used here (onnx.proto). */
export const FLOAT = 1;
export const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;

/** 64-bit integers, as the protobuf reader gives them and takes them. */
export type Int64 = number | { toNumber(): number };

export interface OnnxTensor {
  name?: string;
  dims: Int64[];
  dataType: number;
  rawData?: Uint8Array;
  floatData?: number[];
}

export interface OnnxAttribute {
  name: string;
  type: number;
  f?: number;
  i?: Int64;
  ints?: Int64[];
  t?: OnnxTensor;
}

export interface OnnxNode {
  name: string;
  opType: string;
  input: string[];
  output: string[];
  attribute: OnnxAttribute[];
}

export interface OnnxModel {
  opsetImport: { domain?: string; version: Int64 }[];
  graph: { node: OnnxNode[]; initializer: OnnxTensor[] };
}

type Rule = '' | 'repeated';
type Message = Readonly<Record<string, readonly [id: number, type: string, rule?: Rule]>>;

/** What a model file holds, by the numbers of onnx.proto; what is never looked into stays bytes. */
const MESSAGES: Readonly<Record<string, Message>> = {
  Model: {
    irVersion: [1, 'int64'],
    producerName: [2, 'string'],
    producerVersion: [3, 'string'],
    domain: [4, 'string'],
    modelVersion: [5, 'int64'],
    graph: [7, 'Graph'],
    opsetImport: [8, 'OperatorSet', 'repeated'],
    metadataProps: [14, 'bytes', 'repeated'],
  },
  OperatorSet: { domain: [1, 'string'], version: [2, 'int64'] },
  Graph: {
    node: [1, 'Node', 'repeated'],
    name: [2, 'string'],
    initializer: [5, 'Tensor', 'repeated'],
    input: [11, 'bytes', 'repeated'],
    output: [12, 'bytes', 'repeated'],
    valueInfo: [13, 'bytes', 'repeated'],
  },
  Node: {
    input: [1, 'string', 'repeated'],
    output: [2, 'string', 'repeated'],
    name: [3, 'string'],
    opType: [4, 'string'],
    attribute: [5, 'Attribute', 'repeated'],
    domain: [7, 'string'],
  },
  Attribute: {
    name: [1, 'string'],
    f: [2, 'float'],
    i: [3, 'int64'],
    s: [4, 'bytes'],
    t: [5, 'Tensor'],
    g: [6, 'bytes'],
    floats: [7, 'float', 'repeated'],
    ints: [8, 'int64', 'repeated'],
    strings: [9, 'bytes', 'repeated'],
    tensors: [10, 'bytes', 'repeated'],
    graphs: [11, 'bytes', 'repeated'],
    type: [20, 'int32'],
  },
  Tensor: {
    dims: [1, 'int64', 'repeated'],
    dataType: [2, 'int32'],
    floatData: [4, 'float', 'repeated'],
    int32Data: [5, 'int32', 'repeated'],
    stringData: [6, 'bytes', 'repeated'],
    int64Data: [7, 'int64', 'repeated'],
    name: [8, 'string'],
    rawData: [9, 'bytes'],
    doubleData: [10, 'double', 'repeated'],
    uint64Data: [11, 'uint64', 'repeated'],
  },
};

const ModelType = protobuf.Root.fromJSON({
  nested: Object.fromEntries(
    Object.entries(MESSAGES).map(([name, fields]) => [
      name,
      {
        fields: Object.fromEntries(
          Object.entries(fields).map(([field, [id, type, rule]]) => [field, { id, type, ...(rule ? { rule } : {}) }]),
        ),
      },
    ]),
  ),
}).lookupType('Model');

/** A model file as objects. @throws RangeError, Error: not a model file */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  return ModelType.decode(bytes) as unknown as OnnxModel;
}

export function encodeModel(model: OnnxModel): Uint8Array {
  return ModelType.encode(model).finish();
}

/** Sizes and versions are far below 2^53. */
export const whole = (value: Int64): number => (typeof value === 'number' ? value : value.toNumber());

/** The 32-bit floats of a tensor; null when it holds something else. */
export function floatsOf(tensor: OnnxTensor): Float32Array | null {
  if (tensor.dataType !== FLOAT) return null;
  const { rawData } = tensor;
  // A copy: the bytes need not lie on a multiple of four.
  if (rawData !== undefined && rawData.length > 0) return new Float32Array(new Uint8Array(rawData).buffer);
  return Float32Array.from(tensor.floatData ?? []);
}

/** The name, sizes and values of a tensor of 32-bit floats. */
export function tensorOf(name: string, dims: number[], values: Float32Array): OnnxTensor {
  return { name, dims, dataType: FLOAT, rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}
