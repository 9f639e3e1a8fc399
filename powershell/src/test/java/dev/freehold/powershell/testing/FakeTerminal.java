package dev.freehold.powershell.testing;

/** A terminal with somebody at it as long as there are answers; progress is not looked at. */
public final class FakeTerminal extends FakeHost {

  @Override
  public void progress(String activity, String status, int percent) {}

  @Override
  public boolean isInteractive() {
    return !answers.isEmpty();
  }
}
