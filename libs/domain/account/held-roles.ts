import { type Kenmerk, sameKenmerk } from '../role/role.js';

/** ADM-01: which role an administrator may hand out, where, and for which kenmerken. */
export interface AdministratorAuthorisation {
  readonly organisation: string;
  readonly role: string;
  readonly kenmerken: readonly Kenmerk[];
}

/** Kenmerken by role. */
export type HeldRoles = ReadonlyMap<string, readonly Kenmerk[]>;

export function withKenmerken(
  roles: HeldRoles,
  { role, kenmerken }: { role: string; kenmerken: readonly Kenmerk[] },
): HeldRoles {
  const held = roles.get(role) ?? [];
  const added = kenmerken.filter((kenmerk) => !held.some((one) => sameKenmerk(one, kenmerk)));
  return new Map(roles).set(role, [...held, ...added]);
}

export const withoutAuthorisation = (
  authorisations: readonly AdministratorAuthorisation[],
  { organisation, role, kenmerken }: AdministratorAuthorisation,
): readonly AdministratorAuthorisation[] =>
  authorisations
    .map((one) =>
      one.organisation === organisation && one.role === role
        ? {
            ...one,
            kenmerken: one.kenmerken.filter((own) => !kenmerken.some((gone) => sameKenmerk(own, gone))),
          }
        : one,
    )
    .filter((one) => one.kenmerken.length > 0);

export function withoutKenmerken(
  roles: HeldRoles,
  { role, kenmerken }: { role: string; kenmerken: readonly Kenmerk[] },
): HeldRoles {
  const left = (roles.get(role) ?? []).filter(
    (one) => !kenmerken.some((kenmerk) => sameKenmerk(one, kenmerk)),
  );
  const next = new Map(roles);
  if (left.length > 0) next.set(role, left);
  else next.delete(role);
  return next;
}
