import { ANSWERS, type MethodName } from '@lagesbild/contract';
import { z } from 'zod';

const Head = {
  method: z.string(),
  parameters: z.record(z.string(), z.union([z.number(), z.string()])).describe('those asked for, and the usual ones'),
  filter: z.string().describe('as an address has it'),
  data_version: z.number().int().describe('of the rows it is of'),
  srid: z.number().int().describe('EPSG code of all metres'),
  exhibit: z
    .string()
    .nullable()
    .describe('under this id the same answer can be had again; null when it couldn’t be kept'),
};

/** What a surface answers with what was asked. */
export const answerWith = (shape: z.ZodRawShape): z.ZodObject => z.object(Head).extend(shape);

/** What each method answers with what was asked, for the description of the api: it is sent as text. */
export const answerOf = (method: MethodName): z.ZodObject => answerWith(ANSWERS[method].shape);

/** Any of them, as an exhibit gives it. */
export const AnyAnswer = z.looseObject(Head);

/** What was asked, before what was found. */
export const envelope = (head: object, found: string): string =>
  `${JSON.stringify(head).slice(0, -1)},${found.slice(1)}`;
