package dev.freehold.ledger.publish;

/** The result of showing a log's head to a witness. */
public enum SubmissionOutcome {
  /** It cosigned. */
  COSIGNED(""),
  /** It did not answer, or said that it cannot work now; cosigning is late and nothing else. */
  UNREACHABLE(""),
  /** Nothing was learnt: it did not answer a moment ago, or another node was faster. */
  SKIPPED(""),
  /** It knows another root at the same size: there are two histories of this log. */
  FORKED("forked"),
  /** It knows a longer log: this one was rolled back. */
  ROLLED_BACK("rolled-back"),
  /** This log does not continue the one that it knows. */
  INCONSISTENT("inconsistent"),
  /** It knows the log under another key. */
  KEY_NOT_TRUSTED("key-not-trusted"),
  /** It was not told of this log. */
  LOG_UNKNOWN("log-unknown"),
  /** It does not understand us, or answered something else than the protocol has. */
  NOT_UNDERSTOOD("not-understood");

  private final String reason;

  SubmissionOutcome(String reason) {
    this.reason = reason;
  }

  /** The stable reason in the ledger; empty if the witness did not refuse. */
  public String reason() {
    return reason;
  }

  /** Whether the witness was asked and said no. */
  public boolean isRefusal() {
    return !reason.isEmpty();
  }
}
