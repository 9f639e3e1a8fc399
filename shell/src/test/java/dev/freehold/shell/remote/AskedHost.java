package dev.freehold.shell.remote;

import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.SecureText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A user with answers ready; without any, a script without a user. */
final class AskedHost implements Host {

  final StringBuilder shown = new StringBuilder();
  private final Deque<String> answers;
  private final boolean interactive;

  private AskedHost(boolean interactive, String... answers) {
    this.interactive = interactive;
    this.answers = new ArrayDeque<>(List.of(answers));
  }

  static AskedHost answering(String... answers) {
    return new AskedHost(true, answers);
  }

  static AskedHost unattended() {
    return new AskedHost(false);
  }

  @Override
  public void write(String text, Optional<String> colour) {
    shown.append(text);
  }

  @Override
  public void warning(String message) {
    shown.append(message);
  }

  @Override
  public void verbose(String message) {
    shown.append(message);
  }

  @Override
  public void debug(String message) {
    shown.append(message);
  }

  @Override
  public void error(ShellError error) {
    shown.append(error.message());
  }

  @Override
  public void progress(String activity, String status, int percent) {
    shown.append(activity);
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
