package dev.freehold.powershell.terminal;

import dev.freehold.powershell.data.DataHost;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.error.ErrorView;
import dev.freehold.powershell.view.Views;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.IntSupplier;

/** What cmdlets over objects need, from a session that is made after it. */
final class SessionData implements DataHost {

  private final FormatSettings settings;
  private final IntSupplier widthChars;
  private final InstantSource clock;
  private Session session;

  SessionData(Views views, IntSupplier widthChars, InstantSource clock) {
    this.settings = FormatSettings.of(views);
    this.widthChars = widthChars;
    this.clock = clock;
  }

  void of(Session made) {
    session = made;
  }

  @Override
  public FormatSettings formatSettings() {
    FormatSettings now = settings.withErrorView(ErrorView.of(session.global().value("ErrorView")));
    return session.global().value("FormatEnumerationLimit") instanceof Integer limit
        ? now.withEnumerationLimit(limit)
        : now;
  }

  @Override
  public int widthChars() {
    return widthChars.getAsInt();
  }

  @Override
  public Path resolve(String path) {
    return session.resolve(path);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Collection<CmdletInfo> cmdlets() {
    return session.commands().all();
  }
}
