package dev.freehold.powershell.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.view.Views;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** Somebody who types into a shell and reads its screen. */
final class Typist implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PipedOutputStream keys = new PipedOutputStream();
  private final Output output = new Output();
  private final Terminal terminal;
  private final CompletableFuture<Integer> exit;
  private int read;

  private Typist(
      Path folder, Map<String, String> environment, List<CmdletInfo> cmdlets, boolean hidesTyping)
      throws IOException {
    String type = environment.getOrDefault("TERM", "xterm");
    terminal =
        new ExternalTerminal(
            "test", type, new PipedInputStream(keys, 8_192), output, StandardCharsets.UTF_8);
    terminal.setSize(new Size(80, 10));
    terminal.echo(!hidesTyping);
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("TERM", type);
    all.put("ACME_HOME", folder.resolve("home").toString());
    ShellSetup setup =
        new ShellSetup(
            "acme",
            all,
            folder,
            session -> cmdlets,
            LiveValues.none(),
            Views.ofLanguage(),
            InstantSource.system());
    // A thread of its own: the pool of the process has but one where there are two processors.
    exit =
        CompletableFuture.supplyAsync(
            () -> InteractiveShell.run(setup, terminal, hidesTyping),
            task -> Thread.ofPlatform().daemon().start(task));
    sees("> ");
  }

  static Typist at(Path folder) throws IOException {
    return new Typist(folder, Map.of(), List.of(), false);
  }

  static Typist at(Path folder, Map<String, String> environment) throws IOException {
    return new Typist(folder, environment, List.of(), false);
  }

  static Typist at(Path folder, CmdletInfo cmdlet) throws IOException {
    return new Typist(folder, Map.of(), List.of(cmdlet), false);
  }

  /** At a terminal that shows nothing that is typed, as the launcher hands it over. */
  static Typist unseen(Path folder) throws IOException {
    return new Typist(folder, Map.of(), List.of(), true);
  }

  /** What the shell has written, and who waits for it. */
  private static final class Output extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int octet) {
      bytes.write(octet);
      notifyAll();
    }

    @Override
    public synchronized void write(byte[] octets, int from, int length) {
      bytes.write(octets, from, length);
      notifyAll();
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Waits until what was written is as wanted, or gives up. */
    synchronized boolean waitFor(Predicate<String> wanted) throws InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!wanted.test(text())) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }
  }

  Typist types(String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
    return this;
  }

  /** Types a line, and waits for what it shows and for the next prompt. */
  Typist runs(String line, String shown) throws IOException {
    return types(line + "\r").sees(shown).sees("> ");
  }

  /** Waits until a text comes behind what was seen before. */
  Typist sees(String text) {
    try {
      boolean seen = output.waitFor(all -> plain(all).indexOf(text, read) >= 0);
      assertThat(seen).as("'%s' in: %s", text, output.text()).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    read = plain(output.text()).indexOf(text, read) + text.length();
    return this;
  }

  void presses(Terminal.Signal signal) {
    terminal.raise(signal);
  }

  void resizes(int columns, int rows) {
    terminal.setSize(new Size(columns, rows));
  }

  /** All that was written, with the codes for colours and moves. */
  String raw() {
    return output.text();
  }

  private static String plain(String text) {
    return text.replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]|\u001b[()=>][0B]?", "");
  }

  /** Whether the terminal shows what is typed while nobody reads a line. */
  boolean showsTyping() {
    return terminal.getAttributes().getLocalFlag(Attributes.LocalFlag.ECHO);
  }

  int exitCode() {
    return exit.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    try {
      keys.close();
      exitCode();
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
