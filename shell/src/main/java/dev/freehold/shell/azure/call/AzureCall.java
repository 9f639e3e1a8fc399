package dev.freehold.shell.azure.call;

import dev.freehold.powershell.run.Host;
import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.Consequences;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.Text;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.service.RevocationPreviews;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One call of an Az cmdlet, with the account and subscription that it works on. */
public final class AzureCall {

  /** What may stand before the domain; anything else could name another host. */
  private static final Pattern VAULT_NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{0,126}");

  private static final Pattern OBJECT_ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Invocation call;
  private final AzureSession session;

  /** What to show for object ids for which the directory was asked. */
  private final Map<String, String> names = new HashMap<>();

  private Consequences consequences = Consequences.none();

  AzureCall(Invocation call, AzureSession session) {
    this.call = call;
    this.session = session;
  }

  public Bound bound() {
    return call.bound();
  }

  public AzureSession session() {
    return session;
  }

  public Host host() {
    return ((ScriptCall) call).session().host();
  }

  /** A file, from the folder that the session is in. */
  public Path resolve(String file) {
    return ((ScriptCall) call).session().resolve(file).toAbsolutePath();
  }

  public void write(Object value) {
    call.write(value);
  }

  /** Writes a value if {@code -PassThru} asks for it. */
  public void passThru(Object value) {
    if (bound().flag("PassThru")) {
      call.write(value);
    }
  }

  public void warning(String message) {
    call.warning(message);
  }

  public void verbose(String message) {
    call.verbose(message);
  }

  public boolean shouldProcess(String target, String action) {
    return call.shouldProcess(target, action);
  }

  /** The question before a change; with {@code -WhatIf} nothing is changed and nobody is asked. */
  public boolean shouldContinue(String question, String caption) {
    return call.isWhatIf() || call.shouldContinue(question, caption);
  }

  /** The same for what has consequences of its own. */
  public boolean shouldProcess(String target, String action, Consequences known) {
    consequences = known;
    return call.shouldProcess(target, action, known);
  }

  /** What was shown before the act is not said again after it. */
  private void vaultWarns(String text) {
    String named = named(text);
    if (!consequences.wasShown(named)) {
      call.warning(named);
    }
  }

  /** A text with names in place of object ids, as far as the directory tells them. */
  public String named(String text) {
    List<String> unasked =
        OBJECT_ID
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(id -> !names.containsKey(id))
            .toList();
    if (!unasked.isEmpty()) {
      Map<String, String> found = directory().namesIfAny(unasked);
      unasked.forEach(id -> names.put(id, found.getOrDefault(id, id)));
    }
    return OBJECT_ID
        .matcher(text)
        .replaceAll(id -> Matcher.quoteReplacement(names.get(id.group())));
  }

  /** What the service says of policies with a root that is meant; none if nobody may ask. */
  public List<String> previews(Predicate<String> root) {
    return new RevocationPreviews(session.policyReaders()).lines(root);
  }

  /** The question of what cannot be undone, unless forced; then the one of all changes. */
  public boolean isConfirmed(String question, String target, String action, Consequences known) {
    consequences = known;
    return (bound().flag("Force") || call.isWhatIf() || call.shouldContinue(question, "", known))
        && call.shouldProcess(target, action, known);
  }

  public AzureContext context() {
    return session.current().orElseThrow(AzureFailure::notSignedIn);
  }

  public Account account() {
    return context().account();
  }

  private ServerAddress server() {
    return account().server();
  }

  /** The subscription to act on: the named one, that of -DefaultProfile, or the current one. */
  public String subscription() {
    return bound()
        .text("SubscriptionId")
        .or(() -> ofProfile(bound().value("DefaultProfile")))
        .or(() -> context().subscription().map(AzureSubscription::id))
        .orElseThrow(
            () ->
                AzureFailure.missing(
                    "NoSubscription",
                    "The account has no subscription here. Ask for one, then run Connect-AzAccount"
                        + " again."));
  }

  private static Optional<String> ofProfile(Object profile) {
    Object inner = Members.get(profile, "Context");
    Object subscription = Members.get(inner == null ? profile : inner, "Subscription");
    return Optional.ofNullable(Members.get(subscription, "Id")).map(Text::of);
  }

  public Management management() {
    return Management.of(session.servers(), account());
  }

  public Directory directory() {
    return new Directory(this, session.servers());
  }

  /** The key plane of a vault. */
  public RemoteKeys keys(String vaultName) {
    String suffix = server().vaultSuffix().orElseThrow(() -> Management.noVaults(server()));
    if (!VAULT_NAME.matcher(vaultName).matches()) {
      throw AzureFailure.argument("VaultName", "'%s' is not a vault's name.".formatted(vaultName));
    }
    URI base = URI.create("https://%s.%s".formatted(vaultName.toLowerCase(Locale.ROOT), suffix));
    return new RemoteKeys(
        new AzurePages(session.servers().rest(base, "https://" + suffix, account()), base),
        this::vaultWarns);
  }

  /** The first of some parameters that was given, as text. */
  public Optional<String> text(String... names) {
    return List.of(names).stream().flatMap(name -> bound().text(name).stream()).findFirst();
  }
}
