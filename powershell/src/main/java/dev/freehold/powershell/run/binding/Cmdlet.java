package dev.freehold.powershell.run.binding;

/**
 * The work of a cmdlet. One instance serves one call in one pipeline, on one thread.
 *
 * <p>If it throws anything other than {@link dev.freehold.powershell.run.error.ShellException} and
 * {@link dev.freehold.powershell.value.scalar.ValueException}, that is a bug.
 */
public interface Cmdlet {

  /** Runs once, before the first object; parameters of the pipeline are not bound yet. */
  default void begin(Invocation call) {}

  /** Runs for each object of the pipeline; once if the cmdlet stands first. */
  void process(Invocation call);

  /** Runs once after the last object; not after an error. */
  default void end(Invocation call) {}
}
