package dev.freehold.mail.messages;

/** How an mbox file tells a body line that begins with {@code From } from a separator. */
public enum MboxQuoting {
  /** {@code >*From } gains one {@code >}: reversible, and what we write by default. */
  MBOXRD,
  /** Only {@code From } gains a {@code >}; {@code >From } in the body is left as it is. */
  MBOXO
}
