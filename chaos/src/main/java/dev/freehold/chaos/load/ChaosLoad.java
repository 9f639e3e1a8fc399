package dev.freehold.chaos.load;

import dev.freehold.chaos.history.Answered;
import dev.freehold.chaos.history.ChaosHistory;
import dev.freehold.chaos.history.Deed;
import dev.freehold.chaos.history.HistoryCheck;
import dev.freehold.chaos.history.Operation;
import dev.freehold.chaos.history.Violation;
import dev.freehold.chaos.load.ChaosTarget.Node;
import dev.freehold.chaos.load.DeliveryClient.Recipient;
import dev.freehold.server.client.TrustedAuthority;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;

/**
 * All clients of the chaos test. {@link #prepare} makes tenants before anything goes wrong; then
 * they work until {@link #stop}; and {@link #check} reads everything at every node and says what
 * must not have happened. The methods are for one thread.
 */
public final class ChaosLoad implements AutoCloseable {

  private static final String KEEP = "keep";
  private static final String FILES = "files:" + KEEP;
  private static final String MAIL = "mail:" + KEEP;
  private static final String POLICIES = "policy:" + KEEP;
  private static final String POLICY = "keep-mail";
  private static final List<String> PEOPLE = List.of("alice", "bob", "carol");
  private static final String DOMAIN = "@keep.example";
  private static final String OWNER = "alice" + DOMAIN;
  private static final int PAIRS = 2;

  /** Within which purges and rolls that are under way end when all is well. */
  private static final Duration ALL_ENDS = Duration.ofMinutes(3);

  private final ChaosTarget target;
  private final long seed;
  private final ChaosHistory history;
  private final SSLContext trust;
  private final ChaosTenant keep;
  private final RootKeys roots;
  private final S3Signature signature;
  private final String password;
  private final List<SharedKeys> keys = new ArrayList<>();
  private final List<ChaosClient> clients = new ArrayList<>();
  private final ClientThreads threads = new ClientThreads();
  private final PurgeClient purges;
  private final UUID policy;

  private ChaosLoad(ChaosTarget target, long seed) throws IOException {
    this.target = target;
    this.seed = seed;
    this.history =
        ChaosHistory.writing(target.folder().resolve("history.jsonl"), Clock.systemUTC());
    this.trust = TrustedAuthority.context(target.operator().authorityPem());
    this.roots = RootKeys.make(target.vaults(), KEEP);
    this.keep = ChaosTenant.make(target, KEEP);
    List<String> mailKeys = roots.newVersions("mail");
    this.policy = UUID.fromString(keep.policy(POLICY, mailKeys));
    this.signature = keep.site(KEEP, roots.newVersions("files"));
    ChaosTenant.Member owner = keep.person(OWNER);
    for (String person : PEOPLE) {
      keep.mailbox(person + DOMAIN, POLICY);
      if (!OWNER.equals(person + DOMAIN)) {
        keep.letIn(owner, person + DOMAIN);
      }
    }
    this.password = keep.appPassword(OWNER, owner);
    keep.mailbox("roving" + DOMAIN);
    for (int pair = 0; pair < PAIRS; pair++) {
      keys.add(new SharedKeys("p" + pair));
      clients.add(files("files-%da".formatted(pair), target, keys.get(pair)));
      clients.add(files("files-%db".formatted(pair), target, keys.get(pair)));
    }
    PEOPLE.forEach(person -> clients.add(mail(person, person, target)));
    for (ChaosClient client : clients) {
      if (client instanceof MailClient mailbox) {
        mailbox.prepare();
      }
    }
    clients.add(
        new DeliveryClient(
            "transfer-agent",
            seed,
            history,
            target,
            PEOPLE.stream()
                .map(person -> new Recipient(MAIL + "/" + person, person + DOMAIN))
                .toList()));
    clients.add(policies("policies", target, mailKeys));
    clients.add(
        new RollClient(
            "rolls",
            seed,
            history,
            target,
            keep.asAdministrator(),
            operator(),
            POLICIES,
            keep.id(),
            policy.toString(),
            roots));
    this.purges = PurgeClient.make(seed, history, target, operator());
    clients.add(purges);
  }

  /** Makes tenants, vaults, policies, mailboxes and a site; nothing may go wrong meanwhile. */
  public static ChaosLoad prepare(ChaosTarget target, long seed) throws IOException {
    return new ChaosLoad(target, seed);
  }

  private ApiDoor operator() {
    return ApiDoor.application(
        trust,
        target.operator().server().getHost(),
        target.operator().tenant(),
        target.operator().clientId(),
        target.operator().clientSecret());
  }

  private FileClient files(String name, ChaosTarget where, SharedKeys shared) {
    return new FileClient(name, seed, history, where, trust, signature, FILES, KEEP, shared);
  }

  private MailClient mail(String name, String person, ChaosTarget where) {
    return new MailClient(
        name,
        seed,
        history,
        where,
        trust,
        MAIL + "/" + person,
        // In a quoted string of IMAP; the others' mailboxes are opened by Alice, as their delegate.
        OWNER.equals(person + DOMAIN) ? OWNER : OWNER + "\\\\" + person + DOMAIN,
        password);
  }

  private PolicyClient policies(String name, ChaosTarget where, List<String> rootKeys) {
    return new PolicyClient(
        name,
        seed,
        history,
        where,
        keep.asAdministrator(),
        POLICIES,
        "roving" + DOMAIN,
        rootKeys.stream().map(RootKeys::newest).toList());
  }

  /** Begins to work. */
  public void start() {
    clients.forEach(threads::begin);
  }

  /**
   * Ends the work and waits until each client has heard the answer to its last question.
   *
   * @throws IllegalStateException if a client has ended by a mistake of its own
   */
  public void stop() throws InterruptedException {
    threads.stop();
  }

  /**
   * Takes the service's permissions away at both vaults of the tenant that stays.
   *
   * @return whether both vaults acknowledged it in time
   */
  public boolean revoke(Duration patience) {
    return permit(false, patience);
  }

  /** Gives the permissions back; tries for as long as {@code patience}. */
  public boolean giveBack(Duration patience) {
    return permit(true, patience);
  }

  private boolean permit(boolean allowed, Duration patience) {
    long begin = System.nanoTime();
    if (allowed) {
      // From now on something may be read again, whatever becomes of it.
      note(new Deed.GiveBack(FILES), begin, true);
      note(new Deed.GiveBack(MAIL), begin, true);
    }
    boolean isDone = roots.permit(allowed, patience);
    if (!allowed) {
      note(new Deed.Revoke(FILES), begin, isDone);
      note(new Deed.Revoke(MAIL), begin, isDone);
    }
    return isDone;
  }

  private void note(Deed deed, long begin, boolean isDone) {
    history.add(
        "vault-administrators",
        "vaults",
        deed,
        begin,
        isDone ? Answered.ACKNOWLEDGED : Answered.UNKNOWN,
        "");
  }

  /** When something of this kind was first acknowledged after a moment. */
  public Optional<Instant> acknowledgedAfter(Instant since, Kind kind) {
    return history.acknowledgedAfter(since, kind::matches);
  }

  /** Kinds of work, each of which has to go on when all is well. */
  public enum Kind {
    /** A document was stored. */
    STORED,
    /** A document was read. */
    READ,
    /** A message was delivered. */
    DELIVERED,
    /** A mailbox was read. */
    OPENED;

    private boolean matches(Deed deed) {
      return switch (this) {
        case STORED -> deed instanceof Deed.Put;
        case READ -> deed instanceof Deed.Get get && get.lastByte() > 0;
        case DELIVERED -> deed instanceof Deed.Append append && append.delivered();
        case OPENED -> deed instanceof Deed.Scan;
      };
    }
  }

  /**
   * Ends purges and rolls that are under way, reads everything at every node, and judges the
   * history. All machines have to be well, and the work has to have been stopped.
   */
  public List<Violation> check() throws InterruptedException {
    Optional<String> unended = purges.finish(ALL_ENDS);
    target.databases().map(AvailabilityRows::new).ifPresent(this::countKeys);
    List<Node> silent = threads.refused(target.nodes(), node -> readAll(target.at(node)));
    history.close();
    List<Violation> found = new ArrayList<>(judge().violations());
    unended.ifPresent(
        purge ->
            found.add(
                new Violation(
                    Violation.Rule.KEY_LEFT,
                    "the last purge",
                    "it has not ended, although nothing was wrong for %d s: %s"
                        .formatted(ALL_ENDS.toSeconds(), purge))));
    for (Node node : silent) {
      found.add(
          new Violation(
              Violation.Rule.LOST,
              node.name(),
              "it did not give all it should at the end, when nothing was wrong; its last answers"
                  + " in the history say what"));
    }
    return List.copyOf(found);
  }

  /** Counts the keys of rolls, again until those are gone that have to go. */
  private void countKeys(AvailabilityRows rows) {
    long begin = System.nanoTime();
    Deed.CountKeys keys = look(rows);
    while (keys.older() > 0 && System.nanoTime() - begin < ALL_ENDS.toNanos()) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      keys = look(rows);
    }
    history.add("rolls", "database", keys, begin, Answered.ACKNOWLEDGED, "");
  }

  private Deed.CountKeys look(AvailabilityRows rows) {
    try {
      return rows.look(POLICIES + "/" + POLICY, policy);
    } catch (IOException silent) {
      throw new IllegalStateException("the databases do not answer although they are well", silent);
    }
  }

  /** Reads everything at one node, and says whether that gave it all. */
  private boolean readAll(ChaosTarget only) {
    boolean isWhole = true;
    for (SharedKeys shared : keys) {
      try (FileClient reader = files("reader", only, shared)) {
        isWhole &= reader.readAll(shared.all());
      }
    }
    for (String person : PEOPLE) {
      try (MailClient reader = mail("reader", person, only)) {
        isWhole &= reader.readAll(EnumSet.of(Answered.ACKNOWLEDGED));
      }
    }
    try (PolicyClient reader = policies("reader", only, List.of())) {
      isWhole &= reader.readAll();
    }
    return purges.tryAll(only) && isWhole;
  }

  private HistoryCheck judge() {
    return new HistoryCheck(history.operations(), target.lease());
  }

  /** What was acknowledged, refused and left open, by kind. */
  public String summary() {
    Map<String, Map<Answered, Integer>> counts = new TreeMap<>();
    for (Operation operation : history.operations()) {
      counts
          .computeIfAbsent(
              operation.deed().getClass().getSimpleName(), _ -> new EnumMap<>(Answered.class))
          .merge(operation.answered(), 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (kind, count) ->
            text.append(
                "%s %d acknowledged, %d refused, %d unknown; "
                    .formatted(
                        kind,
                        count.getOrDefault(Answered.ACKNOWLEDGED, 0),
                        count.getOrDefault(Answered.REFUSED, 0),
                        count.getOrDefault(Answered.UNKNOWN, 0))));
    judge()
        .plaintextAfterRevocation()
        .ifPresent(
            after ->
                text.append(
                    "last plaintext %.3f s after a revocation".formatted(after.toMillis() / 1e3)));
    return text.toString();
  }

  @Override
  public void close() {
    // First, because clients write to the history until they have ended.
    threads.close();
    clients.forEach(ChaosClient::close);
    keep.close();
    roots.close();
    history.close();
  }
}
