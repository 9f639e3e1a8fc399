package dev.freehold.powershell.data.step;

/**
 * The work of a cmdlet on each object of a pipeline and at its end. It writes to the consumer that
 * it was made with. A step is for one pipeline and one thread.
 */
public interface Step {

  /**
   * Takes the next object.
   *
   * @return false if no more are wanted, so that what comes before may stop
   * @throws dev.freehold.powershell.value.scalar.ValueException if this object is refused; the next
   *     one may be given all the same
   */
  boolean accept(Object value);

  /** Takes the end. */
  void end();
}
