package dev.freehold.custody.locks;

/** What users get when neither root of a mail policy answers. */
public enum Silence {
  /** A root agreed lately enough: the availability key stands in. */
  BRIDGED,
  /** No root has agreed for longer than the tenant lets the availability key stand in. */
  LAPSED,
  /** A root has refused, and none has agreed since: silence counts as refusal. */
  LOCKED
}
