import { describe, expect, test } from 'vitest';
import { meaningOf, readRoleTable } from './role-table.ts';

const TABLE = readRoleTable(`\ufeff# claim | value | roles | organisation

groups             | 5f1c0f0e-0001   | analyst@sigtuna                     |
realm_access.roles | lagesbild       | viewer@sigtuna, viewer@knivsta      | municipality: Sigtuna kommun
org                | *               | viewer@sigtuna                      | police: Polisområde: Nord
roles              | Lagesbild.Admin | administrator`);

describe('claims mean', () => {
  test.each<[string, Record<string, unknown>, string[], string | null]>([
    ['nothing, when there are none', {}, [], null],
    ['nothing, when they are empty', { groups: [], org: '' }, [], null],
    ['what a value in a list means', { groups: ['x', '5f1c0f0e-0001'] }, ['analyst@sigtuna'], null],
    ['what a single value means', { groups: '5f1c0f0e-0001' }, ['analyst@sigtuna'], null],
    ['nothing, where the value only begins alike', { groups: ['5f1c0f0e-00011'] }, [], null],
    ['nothing, where only the capitals differ', { roles: ['lagesbild.admin'] }, [], null],
    [
      'what a value further in means',
      { realm_access: { roles: ['lagesbild'] } },
      ['viewer@sigtuna', 'viewer@knivsta'],
      'Sigtuna kommun',
    ],
    [
      'what a name with a point in it means',
      { 'realm_access.roles': 'lagesbild' },
      ['viewer@sigtuna', 'viewer@knivsta'],
      'Sigtuna kommun',
    ],
    ['what any value means', { org: 'x' }, ['viewer@sigtuna'], 'Polisområde: Nord'],
    [
      'all of it together, each role once, and the first organisation',
      { org: 'x', roles: ['Lagesbild.Admin'], realm_access: { roles: ['lagesbild'] } },
      ['viewer@sigtuna', 'viewer@knivsta', 'administrator'],
      'Sigtuna kommun',
    ],
    ['nothing, where they reach for what every object has', { groups: { toString: '5f1c0f0e-0001' } }, [], null],
  ])('%s', (_, claims, roles, organisation) => {
    const meaning = meaningOf(TABLE, claims);
    const written = meaning.roles.map(
      ({ role, municipality }) => role + (municipality === null ? '' : `@${municipality}`),
    );
    expect([written, meaning.organisation?.name ?? null]).toEqual([roles, organisation]);
  });
});

test.each([
  ['', 'without a line'],
  ['# only a remark', 'without a line'],
  ['groups', 'line 1: "groups" isn’t'],
  ['\n\ngroups | | viewer', 'line 3'],
  ['groups | x | viewer | police: A | more', 'line 1'],
  ['groups | x | boss', '"boss" is no role: write one of viewer'],
  ['groups | x | viewer@', '"viewer@" is no role'],
  ['groups | x | viewer@Sigtuna', '"viewer@Sigtuna" is no role'],
  ['groups | x | viewer | army: A', '"army: A" is no organisation'],
  ['groups | x | viewer | police', '"police" is no organisation'],
])('%j is refused with its line', (text, said) => {
  expect(() => readRoleTable(text)).toThrow(said);
});
