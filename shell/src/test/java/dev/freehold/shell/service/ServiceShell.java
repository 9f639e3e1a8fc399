package dev.freehold.shell.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.data.DataCmdlets;
import dev.freehold.powershell.data.DataHost;
import dev.freehold.powershell.format.DefaultOutput;
import dev.freehold.powershell.format.FormatSettings;
import dev.freehold.powershell.format.TextOutput;
import dev.freehold.powershell.run.CommandTable;
import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.engine.EngineCmdlets;
import dev.freehold.powershell.run.error.ShellError;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.testing.FakeTerminal;
import dev.freehold.shell.remote.Connections;
import dev.freehold.shell.remote.Servers;
import dev.freehold.shell.view.CmdletViews;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A whole shell in front of a server in memory; what it prints is 120 columns wide. */
public final class ServiceShell implements ServiceHost, DataHost {

  private static final int WIDTH = 120;
  private static final Instant NOW = Instant.parse("2026-03-09T10:20:30Z");

  public final FakeTerminal terminal = new FakeTerminal();
  public final FakeServers servers = new FakeServers();
  public final FakeTenant tenant = new FakeTenant(servers.api);
  private final Connections connections = new Connections();
  private final Session session =
      new Session(
          terminal,
          Path.of("."),
          Map.of(),
          (file, append) -> {
            throw new AssertionError("no files here");
          });
  private long nanos;

  /** A session with the cmdlets over objects and none of a service yet. */
  public ServiceShell() {
    EngineCmdlets.addTo(session);
    session.commands().add(DataCmdlets.all(this));
  }

  /** Adds cmdlets. */
  public ServiceShell with(List<CmdletInfo> cmdlets) {
    session.commands().add(cmdlets);
    return this;
  }

  /** Runs a script and gives what the console shows of its objects. */
  public String shows(String script) {
    StringBuilder text = new StringBuilder();
    DefaultOutput output =
        new DefaultOutput(
            FormatSettings.of(CmdletViews.all()),
            new TextOutput(WIDTH, line -> text.append(line).append('\n')),
            () -> 0);
    run(script, output::accept);
    output.end();
    return text.toString();
  }

  /** Runs a script and gives the objects that it writes. */
  public List<Object> run(String script) {
    List<Object> written = new ArrayList<>();
    run(script, written::add);
    return written;
  }

  private void run(String script, java.util.function.Consumer<Object> out) {
    servers.api.log.clear();
    terminal.shown.setLength(0);
    terminal.errors.clear();
    try {
      session.run(SourceText.typed(script), out::accept);
    } catch (ParseException e) {
      throw new AssertionError(script + ": " + e.getMessage(), e);
    }
  }

  /** Runs a script whose only error this is. */
  public ShellError error(String script) {
    run(script);
    assertThat(terminal.errors).as(script).hasSize(1);
    return terminal.errors.getFirst();
  }

  /** Runs a script that shows nothing beside its objects. */
  public String quiet(String script) {
    String text = shows(script);
    assertThat(terminal.shown.toString()).as(script).isEmpty();
    return text;
  }

  /** Lets time pass between any two looks at the clock. */
  public long step;

  @Override
  public long nanoTime() {
    nanos += step;
    return nanos;
  }

  @Override
  public Servers servers() {
    return servers;
  }

  @Override
  public Connections connections() {
    return connections;
  }

  @Override
  public Host terminal() {
    return terminal;
  }

  @Override
  public CommandTable commands() {
    return session.commands();
  }

  @Override
  public FormatSettings formatSettings() {
    return FormatSettings.of(CmdletViews.all());
  }

  @Override
  public int widthChars() {
    return WIDTH;
  }

  @Override
  public Path resolve(String path) {
    return Path.of(path);
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public Collection<CmdletInfo> cmdlets() {
    return session.commands().all();
  }
}
