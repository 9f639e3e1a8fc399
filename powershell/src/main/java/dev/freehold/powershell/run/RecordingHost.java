package dev.freehold.powershell.run;

import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.value.scalar.SecureText;
import java.util.Optional;

/** A terminal with a transcript of what it shows. */
final class RecordingHost implements Host {

  private final Host host;
  private final Transcript transcript;

  RecordingHost(Host host, Transcript transcript) {
    this.host = host;
    this.transcript = transcript;
  }

  @Override
  public void write(String text, Optional<String> colour) {
    host.write(text, colour);
    transcript.text(text);
  }

  @Override
  public void warning(String message) {
    host.warning(message);
    transcript.line("WARNING: " + message);
  }

  @Override
  public void verbose(String message) {
    host.verbose(message);
    transcript.line("VERBOSE: " + message);
  }

  @Override
  public void debug(String message) {
    host.debug(message);
    transcript.line("DEBUG: " + message);
  }

  @Override
  public void error(ShellError error) {
    error(error, ErrorView.CONCISE);
  }

  @Override
  public void error(ShellError error, ErrorView view) {
    host.error(error, view);
    transcript.line(view.text(error));
  }

  @Override
  public void progress(String activity, String status, int percent) {
    host.progress(activity, status, percent);
  }

  @Override
  public boolean isInteractive() {
    return host.isInteractive();
  }

  @Override
  public Optional<String> ask(String prompt) {
    Optional<String> answer = host.ask(prompt);
    answer.ifPresent(text -> transcript.line(prompt + text));
    return answer;
  }

  @Override
  public Optional<SecureText> askSecret(String prompt) {
    transcript.line(prompt);
    return host.askSecret(prompt);
  }
}
