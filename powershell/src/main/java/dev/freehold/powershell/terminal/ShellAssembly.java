package dev.freehold.powershell.terminal;

import dev.freehold.powershell.credential.CredentialCmdlets;
import dev.freehold.powershell.data.DataCmdlets;
import dev.freehold.powershell.data.DataHost;
import dev.freehold.powershell.data.ObjectFiles;
import dev.freehold.powershell.files.FileCmdlets;
import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.LineOutput;
import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.engine.EngineCmdlets;

/** A session with all its cmdlets and the screen that shows what its pipelines write. */
final class ShellAssembly {

  private final Session session;
  private final DataHost data;
  private final Pages pages;

  private ShellAssembly(Session session, DataHost data, Pages pages) {
    this.session = session;
    this.data = data;
    this.pages = pages;
  }

  /**
   * Puts a shell together.
   *
   * @param host whom the session talks to
   * @param pages where objects are shown
   */
  static ShellAssembly of(ShellSetup setup, Host host, Pages pages) {
    SessionData data =
        new SessionData(setup.views(), () -> pages.lines().widthChars(), setup.clock());
    Session session = new Session(host, setup.folder(), setup.environment(), new ObjectFiles(data));
    data.of(session);
    EngineCmdlets.addTo(session);
    session.commands().add(DataCmdlets.all(data));
    session.commands().add(FileCmdlets.all());
    session.commands().add(CredentialCmdlets.all());
    session.commands().add(setup.cmdlets().apply(session));
    ShellAssembly assembly = new ShellAssembly(session, data, pages);
    session.commands().add(new ScreenCmdlets(assembly).all());
    return assembly;
  }

  Session session() {
    return session;
  }

  Pages pages() {
    return pages;
  }

  /** Shows what one pipeline or script writes; what is shown goes into the transcript, too. */
  DefaultOutput output(LineOutput lines) {
    LineOutput recorded = new RecordedOutput(lines, session.transcript());
    return new DefaultOutput(data.formatSettings(), recorded, data::nanoTime);
  }
}
