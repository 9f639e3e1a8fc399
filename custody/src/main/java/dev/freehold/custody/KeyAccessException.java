package dev.freehold.custody;

/** An owner key was not given. The message is safe to show to the one who asked. */
public final class KeyAccessException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** States why the key was not given and what to do. */
  public KeyAccessException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why the key was not given, for decisions in code. */
  public Reason reason() {
    return reason;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return reason.code;
  }

  /** Why a key was not given. Reasons are kept apart because each needs another remedy. */
  public enum Reason {
    /** No owner key of that id, or it was destroyed. */
    NO_SUCH_KEY("key-not-found"),
    /** What the key protected was purged: it was destroyed for good, and so was the key. */
    PURGED("purged"),
    /**
     * A vault said no (permission removed, key disabled, deleted or expired) and no root gave the
     * key; or a vault said so before, and no root has agreed since.
     */
    REFUSED("key-access-refused"),
    /**
     * The vaults' network rules do not let in the address of this node, and no root gave the key.
     */
    ADDRESS_REFUSED("key-vault-address-refused"),
    /** The vault did not answer: time-out, throttling, server error, network. */
    DID_NOT_ANSWER("key-vault-did-not-answer"),
    /** The vault answered with something that is not the key: wrong length, wrong commitment. */
    WRONG_ANSWER("key-vault-wrong-answer"),
    /** No root gave the key, and the service has lost the availability key that would stand in. */
    AVAILABILITY_KEY_MISSING("availability-key-missing"),
    /** What says who gets the key was not written by this service, or was put back. */
    NOT_AUTHENTIC("row-not-authentic"),
    /** The key was renewed: new content is sealed under another one by now. */
    KEY_RENEWED("key-renewed"),
    /** The use of the key could not be written to the ledger, so the key was not given. */
    NOT_RECORDED("key-use-not-recorded");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The stable code, for people and reports. */
    public String code() {
      return code;
    }

    /** The HTTP status that an interface answers with; every reason has its place here. */
    public int httpStatus() {
      return switch (this) {
        case NO_SUCH_KEY -> 404;
        case PURGED -> 410;
        case REFUSED -> 403;
        case ADDRESS_REFUSED, DID_NOT_ANSWER, NOT_RECORDED, KEY_RENEWED -> 503;
        case WRONG_ANSWER -> 502;
        case AVAILABILITY_KEY_MISSING, NOT_AUTHENTIC -> 500;
      };
    }
  }
}
