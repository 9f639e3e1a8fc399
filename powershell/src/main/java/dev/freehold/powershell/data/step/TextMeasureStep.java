package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Matching;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.view.ViewTypes;
import java.util.function.Consumer;

/** Measure-Object of texts: lines, words and characters. */
public final class TextMeasureStep implements Step {

  private final boolean byLine;
  private final boolean byWord;
  private final boolean byCharacter;
  private final Consumer<Object> out;
  private int lines;
  private int words;
  private int characters;

  /** Makes the step of one pipeline. */
  public TextMeasureStep(
      boolean byLine, boolean byWord, boolean byCharacter, Consumer<Object> out) {
    this.byLine = byLine;
    this.byWord = byWord;
    this.byCharacter = byCharacter;
    this.out = out;
  }

  @Override
  public boolean accept(Object value) {
    String text = Text.of(value);
    lines += text.isEmpty() ? 0 : (int) text.lines().count();
    words += Matching.words(text).size();
    characters += text.length();
    return true;
  }

  @Override
  public void end() {
    out.accept(
        PsObject.ofType(ViewTypes.TEXT_MEASURE)
            .with("Lines", byLine ? lines : null)
            .with("Words", byWord ? words : null)
            .with("Characters", byCharacter ? characters : null)
            .with("Property", null));
  }
}
