package dev.freehold.powershell.testing;

import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.error.ErrorText;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.scalar.SecureText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A terminal that remembers what it was shown and has its answers ready. */
public class FakeHost implements Host {

  public final StringBuilder shown = new StringBuilder();
  public final List<ShellError> errors = new ArrayList<>();
  public final Deque<String> answers = new ArrayDeque<>();
  public boolean interactive;

  @Override
  public void write(String text, Optional<String> colour) {
    shown.append(text);
  }

  @Override
  public void warning(String message) {
    shown.append("WARNING: ").append(message).append('\n');
  }

  @Override
  public void verbose(String message) {
    shown.append("VERBOSE: ").append(message).append('\n');
  }

  @Override
  public void debug(String message) {
    shown.append("DEBUG: ").append(message).append('\n');
  }

  @Override
  public void error(ShellError error) {
    errors.add(error);
    shown.append(ErrorText.concise(error)).append('\n');
  }

  @Override
  public void progress(String activity, String status, int percent) {
    shown.append("%s %s %d%n".formatted(activity, status, percent));
  }

  @Override
  public boolean isInteractive() {
    return interactive;
  }

  @Override
  public Optional<String> ask(String prompt) {
    shown.append(prompt);
    return Optional.ofNullable(answers.poll());
  }

  @Override
  public Optional<SecureText> askSecret(String prompt) {
    return ask(prompt).map(answer -> SecureText.copyOf(answer.toCharArray()));
  }
}
