package dev.freehold.mail.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A Dovecot on loopback whose mail is encrypted with a key for each user (mail_crypt). It has a
 * master user, folders with a use, and a view of all messages.
 */
final class Dovecot implements AutoCloseable {

  static final String PASSWORD = "secret";
  static final String MASTER = "root";
  static final String MASTER_PASSWORD = "master secret";

  private static final Path PROGRAM = Path.of("/usr/sbin/dovecot");
  private static final Path IMAP = Path.of("/usr/lib/dovecot/imap");
  private static final int SECONDS = 30;

  private final Path folder;
  private final int port;
  private final Process process;

  private Dovecot(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /** Starts one with its data in {@code folder}; skips the test if there is no Dovecot 2.4. */
  static Dovecot start(Path folder, String... users) {
    assumeTrue(
        Files.exists(PROGRAM)
            && Files.exists(IMAP)
            && "root".equals(System.getProperty("user.name")),
        "needs Debian's package dovecot-imapd, 2.4 or newer, and root");
    try {
      int port = freePort();
      prepare(folder, port, users);
      Process process =
          new ProcessBuilder(PROGRAM.toString(), "-F", "-c", folder.resolve("conf").toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out").toFile())
              .start();
      Dovecot dovecot = new Dovecot(folder, port, process);
      dovecot.await();
      for (String user : users) {
        dovecot.doveadm("mailbox", "cryptokey", "generate", "-u", user, "-U");
      }
      return dovecot;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Below those that systems give to connections, so that none has it when Dovecot wants it. */
  private static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (BindException taken) {
        // Another one, then.
      }
    }
  }

  private static void prepare(Path folder, int port, String... users) throws IOException {
    for (String name : List.of("run", "state", "mail", "home", "virtual")) {
      Files.createDirectories(folder.resolve(name));
    }
    for (String user : users) {
      Path all = Files.createDirectories(folder.resolve("virtual/" + user + "/Everything"));
      Files.writeString(all.resolve("dovecot-virtual"), "*\n  all\n");
    }
    Files.writeString(folder.resolve("masters"), MASTER + ":{PLAIN}" + MASTER_PASSWORD + "\n");
    Files.writeString(
        folder.resolve("conf"),
        CONFIGURATION.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
    run(
        "chown",
        "-R",
        "nobody",
        folder.resolve("mail").toString(),
        folder.resolve("home").toString(),
        folder.resolve("virtual").toString());
    for (Path each = folder; each.getNameCount() > 1; each = each.getParent()) {
      run("chmod", "a+x", each.toString());
    }
  }

  private static final String CONFIGURATION =
      """
      dovecot_config_version = 2.4.1
      dovecot_storage_version = 2.4.1
      base_dir = FOLDER/run
      state_dir = FOLDER/state
      log_path = FOLDER/log
      listen = 127.0.0.1
      ssl = no
      auth_allow_cleartext = yes
      auth_mechanisms = plain
      auth_master_user_separator = *
      protocols = imap
      mail_driver = maildir
      mail_path = FOLDER/mail/%{user}
      mail_home = FOLDER/home/%{user}
      mail_uid = nobody
      mail_gid = nogroup
      first_valid_uid = 1
      first_valid_gid = 1
      mail_plugins {
        mail_crypt = yes
        virtual = yes
      }
      crypt_user_key_curve = prime256v1
      crypt_write_algorithm = aes-256-gcm-sha256
      mail_attribute {
        dict file {
          path = FOLDER/home/%{user}-attributes
        }
      }
      namespace inbox {
        inbox = yes
        separator = /
        mailbox Gesendet {
          special_use = "\\\\Sent"
          auto = create
        }
      }
      namespace virtual {
        prefix = Virtual/
        separator = /
        mail_driver = virtual
        mail_path = FOLDER/virtual/%{user}
        mailbox Everything {
          special_use = "\\\\All"
        }
      }
      passdb passwd-file {
        master = yes
        passwd_file_path = FOLDER/masters
        result_success = continue
      }
      passdb static {
        password = secret
      }
      userdb static {
        fields {
          uid = nobody
          gid = nogroup
          home = FOLDER/home/%{user}
        }
      }
      service imap-login {
        inet_listener imap {
          port = PORT
        }
        inet_listener imaps {
          port = 0
        }
      }
      """;

  private void await() throws IOException {
    Instant end = Instant.now().plusSeconds(SECONDS);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException("Dovecot does not start: " + log());
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == '*';
    } catch (IOException e) {
      return false;
    }
  }

  /** What it said. */
  String log() {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("out", "log")) {
      Path file = folder.resolve(name);
      try {
        text.append(Files.exists(file) ? Files.readString(file) : "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return text.toString();
  }

  int port() {
    return port;
  }

  /** Runs Dovecot's tool. */
  void doveadm(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("doveadm", "-c", folder.resolve("conf").toString()));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The files of a user's messages. */
  List<Path> files(String user) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("mail/" + user))) {
      return all.filter(
              file -> file.getParent().endsWith("cur") || file.getParent().endsWith("new"))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
