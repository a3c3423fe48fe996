/** `viewer` reads; `admin` changes as well. */
export type Role = "viewer" | "admin";

/** An access token as it is kept: whoever reads this cannot call with it. */
export interface StoredToken {
  readonly v: 1;
  /** 8 hex digits, part of the token. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the whole token, hex. */
  readonly sha256: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly created_at: string;
  readonly created_by: string;
  /** UTC, ISO 8601 with milliseconds; null for one that does not end by itself. */
  readonly expires_at: string | null;
}

/** A token's text: `lpt_<id>_<256 random bits>`. */
export const tokenPattern = /^lpt_([0-9a-f]{8})_[A-Za-z0-9_-]{43}$/;

/** Names that can stand in a commit's trailer and on a page as they are. */
export const tokenNamePattern = /^[A-Za-z0-9][A-Za-z0-9._ -]{0,62}[A-Za-z0-9]$/;
