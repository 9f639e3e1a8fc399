package dev.freehold.ledger.witness;

/** Is called with each decision on a head that its log had signed, by many threads. */
public interface WitnessListener {

  /** Keeps no figures. */
  WitnessListener NONE =
      new WitnessListener() {
        @Override
        public void cosigned(String log) {}

        @Override
        public void refused(String log, RefusedFor reason) {}
      };

  /** A head of the log was cosigned. */
  void cosigned(String log);

  /** A head of the log was refused. */
  void refused(String log, RefusedFor reason);
}
