package dev.freehold.powershell.run;

import java.util.Optional;

/** Ways to leave statements that are no errors. */
abstract sealed class Flow extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Flow() {
    super(null, null, false, false);
  }

  /** Has to do with a loop: the nearest one, or the one of a label. */
  abstract static sealed class OfLoop extends Flow {
    private static final long serialVersionUID = 1L;
    private final transient Optional<String> label;

    private OfLoop(Optional<String> label) {
      this.label = label;
    }

    /** Throws this on if another loop is meant. */
    void unlessOf(Optional<String> own) {
      if (label.isPresent() && !label.get().equalsIgnoreCase(own.orElse(""))) {
        throw this;
      }
    }
  }

  /** Leaves a loop. */
  static final class Break extends OfLoop {
    private static final long serialVersionUID = 1L;

    Break(Optional<String> label) {
      super(label);
    }
  }

  /** Goes on with the next round. */
  static final class Continue extends OfLoop {
    private static final long serialVersionUID = 1L;

    Continue(Optional<String> label) {
      super(label);
    }
  }

  /** Leaves a function, block or script; what it gives was written before. */
  static final class Return extends Flow {
    private static final long serialVersionUID = 1L;
  }

  /** Ends the script. */
  static final class Exit extends Flow {
    private static final long serialVersionUID = 1L;
    private final int code;

    Exit(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** The user ended the script. */
  static final class Cancelled extends Flow {
    private static final long serialVersionUID = 1L;
  }

  /** A command has what it needs: what stands before it in its pipeline ends. */
  static final class StopUpstream extends Flow {
    private static final long serialVersionUID = 1L;
    private final transient Stage stage;

    StopUpstream(Stage stage) {
      this.stage = stage;
    }

    Stage stage() {
      return stage;
    }
  }
}
