package dev.freehold.mailserver.imap;

/** A command is not taken in, whatever it would do. The connection goes on. */
final class CommandRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  CommandRefusedException(Refusal refusal) {
    super(refusal.sentence(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
