package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.FileLines;
import dev.freehold.powershell.data.step.RenderStep;
import dev.freehold.powershell.run.FileOutput;
import java.nio.file.Path;

/** Writes files for {@code >}: objects as the screen would show them, in UTF-8. */
public final class ObjectFiles implements FileOutput {

  private final DataHost host;

  /** Writes lines as wide as those of a host. */
  public ObjectFiles(DataHost host) {
    this.host = host;
  }

  @Override
  public Open open(Path path, boolean append) {
    FileLines file = FileLines.open(path, null, append, false);
    RenderStep render =
        new RenderStep(host.formatSettings(), host.widthChars(), host::nanoTime, file::line);
    return new Open() {

      @Override
      public void accept(Object value) {
        render.accept(value);
      }

      @Override
      public void close() {
        render.end();
        file.flush();
      }
    };
  }
}
