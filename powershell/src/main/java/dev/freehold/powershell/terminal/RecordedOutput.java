package dev.freehold.powershell.terminal;

import dev.freehold.powershell.format.LineOutput;
import dev.freehold.powershell.run.Transcript;
import java.util.regex.Pattern;

/** Lines of objects that go into a transcript as well, there without colour. */
record RecordedOutput(LineOutput out, Transcript transcript) implements LineOutput {

  private static final Pattern CODES = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");

  @Override
  public int widthChars() {
    return out.widthChars();
  }

  @Override
  public void line(String text) {
    out.line(text);
    // Only what was shown is kept: at a page's end the user may have left.
    transcript.line(CODES.matcher(text).replaceAll(""));
  }

  @Override
  public String emphasised(String text) {
    return out.emphasised(text);
  }
}
