package dev.freehold.powershell.data.step;

import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.format.TextOutput;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Objects as the lines that a screen would show: Out-File, and Out-String by lines. */
public final class RenderStep implements Step {

  private final DefaultOutput output;

  /**
   * Makes the step of one pipeline.
   *
   * @param widthChars how wide the screen would be
   * @param nanoTime a clock as {@link System#nanoTime()} is one
   * @param lines takes each line without its end
   */
  public RenderStep(
      FormatSettings settings, int widthChars, LongSupplier nanoTime, Consumer<String> lines) {
    output = new DefaultOutput(settings, new TextOutput(widthChars, lines), nanoTime);
  }

  @Override
  public boolean accept(Object value) {
    output.accept(value);
    return true;
  }

  @Override
  public void end() {
    output.end();
  }
}
