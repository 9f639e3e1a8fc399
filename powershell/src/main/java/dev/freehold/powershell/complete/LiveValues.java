package dev.freehold.powershell.complete;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Parameter;
import java.util.List;

/**
 * Names that only a server knows, such as those of mailboxes, policies, vaults and keys. It is
 * called by its own thread, which is interrupted after {@link CompletionLimits#MAX_LIVE_WAIT}. If
 * it throws, there are no names, because completion shows no errors.
 */
@FunctionalInterface
public interface LiveValues {

  /** What is asked for. */
  record Wanted(CmdletInfo cmdlet, Parameter parameter, Given given, String prefix, int max) {

    /** Tells whether a value of a parameter of a name is wanted. */
    public boolean isFor(String parameterName) {
      return parameter.name().equalsIgnoreCase(parameterName);
    }
  }

  /** What the line gives for other parameters: a vault whose keys are wanted. */
  @FunctionalInterface
  interface Given {

    /** The text of another parameter by its own name; empty if it is not given as plain text. */
    String text(String parameterName);
  }

  /**
   * The names that start with a prefix in any case.
   *
   * @return at most as many as are wanted, without quotes; empty if this knows none
   * @throws InterruptedException if it took too long
   */
  List<String> values(Wanted wanted) throws InterruptedException;

  /** Knows nothing. */
  static LiveValues none() {
    return wanted -> List.of();
  }

  /** Asks several, in their order, until one knows names. */
  static LiveValues firstOf(List<LiveValues> sources) {
    return wanted -> {
      for (LiveValues source : sources) {
        List<String> found = source.values(wanted);
        if (!found.isEmpty()) {
          return found;
        }
      }
      return List.of();
    };
  }
}
