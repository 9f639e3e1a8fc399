package dev.freehold.mailserver.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.Username;
import org.apache.james.mailbox.acl.ACLDiff;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxACL;
import org.apache.james.mailbox.model.MailboxConstants;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** James's mapper tests use one mapper for several users and namespaces; here each has one. */
final class ManyUsersMailboxMapper implements MailboxMapper {

  private final StoreFixture fixture;
  private final Map<String, View> views = new ConcurrentHashMap<>();

  ManyUsersMailboxMapper(StoreFixture fixture) {
    this.fixture = fixture;
  }

  /** A user's other namespace is another mailbox. */
  private View of(String namespace, Username user) {
    return views.computeIfAbsent(namespace + ":" + user.asString(), _ -> new View(namespace, user));
  }

  private View of(MailboxPath path) {
    return of(path.getNamespace(), path.getUser());
  }

  private View of(Mailbox mailbox) {
    return of(mailbox.generateAssociatedPath());
  }

  @Override
  public Mono<Mailbox> create(MailboxPath path, UidValidity uidValidity) {
    View view = of(path);
    return view.mapper.create(view.inner(path), uidValidity).map(view::outer);
  }

  @Override
  public Mono<MailboxId> rename(Mailbox mailbox) {
    View view = of(mailbox);
    return view.mapper.rename(mailbox);
  }

  @Override
  public Mono<Void> delete(Mailbox mailbox) {
    return of(mailbox).mapper.delete(mailbox);
  }

  @Override
  public Mono<Mailbox> findMailboxByPath(MailboxPath path) {
    View view = of(path);
    return view.mapper.findMailboxByPath(view.inner(path)).map(view::outer);
  }

  @Override
  public Mono<Mailbox> findMailboxById(MailboxId id) {
    return Flux.fromIterable(views.values())
        .concatMap(
            view ->
                view.mapper
                    .findMailboxById(id)
                    .map(view::outer)
                    .onErrorResume(MailboxNotFoundException.class, _ -> Mono.empty()))
        .next()
        .switchIfEmpty(Mono.error(() -> new MailboxNotFoundException(id)));
  }

  @Override
  public Flux<Mailbox> findNonPersonalMailboxes(Username user, MailboxACL.Right right) {
    return Flux.empty();
  }

  @Override
  public Flux<Mailbox> findMailboxWithPathLike(MailboxQuery.UserBound query) {
    View view = of(query.getFixedNamespace(), query.getFixedUser());
    return view.mapper.list().map(view::outer).filter(query::matches);
  }

  @Override
  public Mono<Boolean> hasChildren(Mailbox mailbox, char delimiter) {
    return of(mailbox).mapper.hasChildren(mailbox, delimiter);
  }

  @Override
  public Mono<ACLDiff> updateACL(Mailbox mailbox, MailboxACL.ACLCommand command) {
    return of(mailbox).mapper.updateACL(mailbox, command);
  }

  @Override
  public Mono<ACLDiff> setACL(Mailbox mailbox, MailboxACL acl) {
    return of(mailbox).mapper.setACL(mailbox, acl);
  }

  @Override
  public Flux<Mailbox> list() {
    return Flux.fromIterable(views.values()).concatMap(view -> view.mapper.list().map(view::outer));
  }

  /** One user in one namespace. */
  private final class View {
    private final String namespace;
    private final Username user;
    private final Username inner;
    private final SealedMailboxMapper mapper;

    View(String namespace, Username user) {
      this.namespace = namespace;
      this.user = user;
      this.inner =
          namespace.equals(MailboxConstants.USER_NAMESPACE)
              ? user
              : Username.of(user.asString() + namespace.replace('#', '-'));
      this.mapper = new SealedMailboxMapper(fixture.session(inner));
    }

    MailboxPath inner(MailboxPath path) {
      return MailboxPath.forUser(inner, path.getName());
    }

    Mailbox outer(Mailbox mailbox) {
      return new Mailbox(
          new MailboxPath(namespace, user, mailbox.getName()),
          mailbox.getUidValidity(),
          mailbox.getMailboxId());
    }
  }
}
