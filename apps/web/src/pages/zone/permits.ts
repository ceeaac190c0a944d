import { PermitArea, wallClock } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { ApiProblem, api } from '../../api.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { useArea } from '../../shell/area.tsx';
import { useEditor } from './drawing.ts';
import type { EditedZone } from './edited-zone.ts';
import { outlineOf, shapeOf } from './outline.ts';
import { standingOf } from './permit-standing.ts';
import { permitsQuery } from './plans.ts';

/** Of a permit, what isn't drawn. */
export type PermitWords = Pick<PermitArea, 'name' | 'decision' | 'hours' | 'valid_from' | 'valid_to'>;

/** Where and when ordningsvakter may serve: the areas as they are drawn, and how each is recorded. */
export function usePermits(slug: string) {
  const projected = useProjection();
  const queries = useQueryClient();
  const read = useQuery(permitsQuery(slug));
  const drawing = useEditor();
  const [editor, change] = drawing;
  const opened = useRef<unknown>(undefined);
  useEffect(() => {
    // What was drawn and isn't recorded yet stays when the list is asked for anew.
    if (read.data === undefined || opened.current === read.data) return;
    opened.current = read.data;
    const known = read.data.map(
      ({ permit_id, name, outline }): EditedZone => ({
        ...{ zone_id: permit_id, name, origin: 'drawn', why: '', given: outline },
        shape: shapeOf(outline, projected),
      }),
    );
    change({ do: 'open', zones: known });
  }, [read.data, change, projected]);

  const today = wallClock(Date.now(), useArea().municipality.time_zone).day;
  const standings = useMemo(
    () =>
      new Map(
        (read.data ?? []).flatMap((permit) => {
          const { kind } = standingOf(permit, today);
          return kind === 'early' || kind === 'over' ? [[permit.permit_id, kind] as const] : [];
        }),
      ),
    [read.data, today],
  );
  const path = `/api/${slug}/permit-areas`;
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: ['permit-areas', slug] });
  const record = useMutation({
    mutationFn: ({ zone, words, anyway }: { zone: EditedZone; words: PermitWords; anyway: boolean }) => {
      const before = read.data?.find(({ permit_id }) => permit_id === zone.zone_id);
      const permit = { ...words, outline: zone.given ?? outlineOf(zone.shape, projected) };
      return before === undefined
        ? api.post(path, permit, PermitArea)
        : api.put(`${path}/${before.permit_id}`, { ...permit, version: before.version, anyway }, PermitArea);
    },
    onSuccess: renew,
  });
  const remove = useMutation({
    mutationFn: ({ permit_id, anyway }: { permit_id: string; anyway: boolean }) =>
      api.delete(`${path}/${permit_id}${anyway ? '?anyway=true' : ''}`),
    onSuccess: renew,
  });
  const asked = [record, remove].find(
    ({ error }) => error instanceof ApiProblem && error.code === 'permit_visits_lose',
  );
  const begin = (): void => {
    record.reset();
    remove.reset();
  };
  return {
    ...{ drawing, editor, today, standings, permits: read.data, error: read.error ?? record.error ?? remove.error },
    retry: () => void read.refetch(),
    record: (what: { zone: EditedZone; words: PermitWords }) => {
      begin();
      record.mutate({ ...what, anyway: false });
    },
    remove: (permit_id: string) => {
      begin();
      remove.mutate({ permit_id, anyway: false });
    },
    /** Planned visits would lose their ground by it: this does it all the same. null: nobody is asked */
    anyway:
      asked === undefined
        ? null
        : () => {
            if (asked === record) record.mutate({ ...record.variables!, anyway: true });
            else remove.mutate({ ...remove.variables!, anyway: true });
          },
    /** whose change is asked about */
    askedOf: asked === undefined ? null : (record.variables?.zone.zone_id ?? remove.variables?.permit_id ?? null),
    isBusy: record.isPending || remove.isPending,
  };
}

export type Permits = ReturnType<typeof usePermits>;
