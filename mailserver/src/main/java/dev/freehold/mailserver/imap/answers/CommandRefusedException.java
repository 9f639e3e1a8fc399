package dev.freehold.mailserver.imap.answers;

/** A command is not taken in, whatever it would do. The connection goes on. */
public final class CommandRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /** The refusal is what the client is told. */
  public CommandRefusedException(Refusal refusal) {
    super(refusal.sentence(), null, false, false);
    this.refusal = refusal;
  }

  /** What the client is told. */
  public Refusal refusal() {
    return refusal;
  }
}
