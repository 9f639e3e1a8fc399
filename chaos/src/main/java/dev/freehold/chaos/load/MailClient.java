package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.history.Deed.Mail;
import dev.freehold.chaos.history.Deed.Place;
import dev.freehold.chaos.load.ImapSession.Told;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * The owner of a mailbox with a mail program: adds messages, flags, moves and expunges them, and
 * reads all folders. Nobody else changes what lies there; deliveries come in meanwhile.
 */
final class MailClient extends ChaosClient {

  static final String INBOX = "INBOX";
  static final String KEPT = "Kept";

  private static final int PAUSE_MILLIS = 400;
  private static final int MAX_MESSAGES = 25;
  private static final int MAX_BYTES = 3_000;
  private static final List<String> FOLDERS = List.of(INBOX, KEPT);
  private static final List<String> FLAGS = List.of("\\Flagged", "\\Answered");

  private final ChaosTarget target;
  private final SSLContext trust;
  private final String scope;
  private final String user;
  private final String password;

  /** Where messages lie, as far as this client knows: folder, tag, place. */
  private final Map<String, Map<String, Place>> known = new HashMap<>();

  private ImapSession session;
  private String selected = "";
  private int count;

  /**
   * @param scope the mailbox's name in the history
   * @param user as it stands in a quoted string of IMAP
   */
  MailClient(
      String name,
      long seed,
      ChaosHistory history,
      ChaosTarget target,
      SSLContext trust,
      String scope,
      String user,
      String password) {
    super(name, seed, history, target.nodes());
    this.target = target;
    this.trust = trust;
    this.scope = scope;
    this.user = user;
    this.password = password;
    FOLDERS.forEach(folder -> known.put(folder, new HashMap<>()));
  }

  @Override
  int pauseMillis() {
    return PAUSE_MILLIS;
  }

  @Override
  void disconnect() {
    if (session != null) {
      session.close();
      session = null;
    }
    selected = "";
  }

  /** Whoever is not signed in because of an answer was answered so for the folder. */
  private boolean isConnected(String folder) {
    long begin = System.nanoTime();
    return connected(
        () -> {
          Heard heard = signedIn();
          if (!heard.isDone()) {
            record(unread(folder), begin, heard);
            throw new IOException(heard.code());
          }
        });
  }

  /** Connects and signs in, if there is no session. */
  private Heard signedIn() throws IOException {
    if (session != null) {
      return Heard.done();
    }
    session =
        new ImapSession(
            NodeSocket.tls(
                trust, target.imapName(), node().address(), node().imapPort(), NodeSocket.SILENCE));
    Heard heard = session.command("LOGIN \"%s\" \"%s\"".formatted(user, password)).heard();
    if (!heard.isDone()) {
      disconnect();
    }
    return heard;
  }

  @Override
  void step() {
    if (random.nextInt(15) == 0) {
      wander();
    }
    String folder = FOLDERS.get(random.nextInt(FOLDERS.size()));
    if (!isConnected(folder)) {
      return;
    }
    Map<String, Place> here = known.get(folder);
    int what = random.nextInt(100);
    if (what < 30 && here.size() < MAX_MESSAGES) {
      append(folder);
    } else if (what < 50 || here.isEmpty()) {
      scan(folder);
    } else {
      String tag = here.keySet().stream().sorted().toList().get(random.nextInt(here.size()));
      if (what < 70) {
        store(folder, tag, here.get(tag));
      } else if (what < 85) {
        move(folder, tag, here.get(tag));
      } else {
        expunge(folder, tag, here.get(tag));
      }
    }
  }

  /** Makes the second folder, before anything goes wrong. */
  void prepare() throws IOException {
    if (!isConnected(INBOX) || !session.command("CREATE " + KEPT).heard().isDone()) {
      throw new IOException("%s has no folder %s".formatted(user, KEPT));
    }
  }

  private String object(String folder) {
    return scope + "/" + folder;
  }

  /** Sends commands for one deed. */
  private interface Talk {
    Told talk() throws IOException;
  }

  /** What was told, or null if the connection broke. */
  private Told told(Talk talk, Heard[] heard) {
    try {
      Told told = talk.talk();
      heard[0] = told.heard();
      return told;
    } catch (IOException broken) {
      heard[0] = Heard.nothing(broken);
      return null;
    }
  }

  private void append(String folder) {
    String tag = name + "-" + count++;
    byte[] content = TaggedContent.of(scope, tag, 100 + random.nextInt(MAX_BYTES));
    long begin = System.nanoTime();
    Heard[] heard = new Heard[1];
    Told told = told(() -> session.command("APPEND " + folder, content), heard);
    Place at = told == null ? null : told.appended();
    if (at != null) {
      known.get(folder).put(tag, at);
    }
    record(new Deed.Append(object(folder), tag, false, at), begin, heard[0]);
  }

  /** Opens the folder if it is not open; what is refused then is a refusal of what follows. */
  private Told in(String folder, Talk talk) throws IOException {
    if (!selected.equals(folder)) {
      Told opened = session.command("SELECT " + folder);
      selected = opened.heard().isDone() ? folder : "";
      if (!opened.heard().isDone()) {
        return opened;
      }
    }
    return talk.talk();
  }

  private void store(String folder, String tag, Place at) {
    String flag = FLAGS.get(random.nextInt(FLAGS.size()));
    boolean set = random.nextBoolean();
    String command = "UID STORE %d %sFLAGS (%s)".formatted(at.uid(), set ? "+" : "-", flag);
    long begin = System.nanoTime();
    Heard[] heard = new Heard[1];
    Told told = told(() -> in(folder, () -> session.command(command)), heard);
    if (told != null && heard[0].isDone() && !told.has("UID " + at.uid())) {
      known.get(folder).remove(tag);
      heard[0] = new Heard(Answered.REFUSED, "");
    }
    record(new Deed.Store(object(folder), tag, at, flag, set), begin, heard[0]);
  }

  private void move(String folder, String tag, Place at) {
    String into = folder.equals(INBOX) ? KEPT : INBOX;
    String command = "UID MOVE %d %s".formatted(at.uid(), into);
    long begin = System.nanoTime();
    Heard[] heard = new Heard[1];
    Told told = told(() -> in(folder, () -> session.command(command)), heard);
    Place to = told == null ? null : told.moved();
    if (to != null) {
      known.get(into).put(tag, to);
    } else if (heard[0].isDone()) {
      heard[0] = new Heard(Answered.REFUSED, "");
    }
    if (heard[0].answered() != Answered.REFUSED || heard[0].code().isEmpty()) {
      known.get(folder).remove(tag);
    }
    record(new Deed.Move(object(folder), tag, at, object(into), to), begin, heard[0]);
  }

  private void expunge(String folder, String tag, Place at) {
    long begin = System.nanoTime();
    Heard[] heard = new Heard[1];
    Told told =
        told(
            () ->
                in(
                    folder,
                    () -> {
                      Told marked =
                          session.command("UID STORE %d +FLAGS (\\Deleted)".formatted(at.uid()));
                      return marked.heard().isDone()
                          ? session.command("UID EXPUNGE " + at.uid())
                          : marked;
                    }),
            heard);
    if (told != null && heard[0].isDone() && !told.has(" EXPUNGE") && !told.has(" VANISHED")) {
      heard[0] = new Heard(Answered.REFUSED, "");
    }
    if (heard[0].answered() != Answered.REFUSED || heard[0].code().isEmpty()) {
      known.get(folder).remove(tag);
    }
    record(new Deed.Expunge(object(folder), tag, at), begin, heard[0]);
  }

  /** Opens the folder anew and reads all of it. */
  private void scan(String folder) {
    long begin = System.nanoTime();
    Heard heard;
    Deed deed = unread(folder);
    try {
      Told opened = session.command("SELECT %s (CONDSTORE)".formatted(folder));
      heard = opened.heard();
      selected = heard.isDone() ? folder : "";
      if (heard.isDone()) {
        Told fetched = session.command("UID FETCH 1:* (UID FLAGS MODSEQ BODY.PEEK[])");
        heard = fetched.heard();
        if (heard.isDone()) {
          deed = seen(folder, opened, fetched);
        }
      }
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    record(deed, begin, heard);
  }

  private Deed seen(String folder, Told opened, Told fetched) {
    long lastByte = System.nanoTime();
    List<Mail> mails = fetched.mails(scope);
    long validity = opened.number("UIDVALIDITY");
    Map<String, Place> here = known.get(folder);
    here.clear();
    mails.forEach(mail -> here.put(mail.tag(), new Place(validity, mail.uid())));
    return new Deed.Scan(
        object(folder),
        validity,
        opened.number("UIDNEXT"),
        opened.number("HIGHESTMODSEQ"),
        mails,
        lastByte);
  }

  /**
   * Reads all folders, each until the answer is an expected one.
   *
   * @return whether it was for each
   */
  boolean readAll(Set<Answered> expected) {
    return FOLDERS.stream().allMatch(folder -> hears(expected, () -> open(folder)));
  }

  /** Reads a folder, and writes down why not if it cannot be. */
  private void open(String folder) {
    long begin = System.nanoTime();
    Heard heard;
    try {
      heard = signedIn();
    } catch (IOException broken) {
      heard = Heard.nothing(broken);
    }
    if (heard.isDone()) {
      scan(folder);
    } else {
      record(unread(folder), begin, heard);
    }
  }

  private Deed unread(String folder) {
    return new Deed.Scan(object(folder), 0, 0, 0, List.of(), 0);
  }
}
