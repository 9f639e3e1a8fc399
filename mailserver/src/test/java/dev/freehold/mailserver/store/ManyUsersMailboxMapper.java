package dev.freehold.mailserver.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.Username;
import org.apache.james.mailbox.acl.ACLDiff;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.Mailbox;
import org.apache.james.mailbox.model.MailboxACL;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.UidValidity;
import org.apache.james.mailbox.model.search.MailboxQuery;
import org.apache.james.mailbox.store.mail.MailboxMapper;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** James's mapper tests use one mapper for several users; here each user has one. */
final class ManyUsersMailboxMapper implements MailboxMapper {

  private final StoreFixture fixture;
  private final Map<Username, SealedMailboxMapper> mappers = new ConcurrentHashMap<>();

  ManyUsersMailboxMapper(StoreFixture fixture) {
    this.fixture = fixture;
  }

  private SealedMailboxMapper of(Username user) {
    return mappers.computeIfAbsent(user, name -> new SealedMailboxMapper(fixture.session(name)));
  }

  @Override
  public Mono<Mailbox> create(MailboxPath path, UidValidity uidValidity) {
    return of(path.getUser()).create(path, uidValidity);
  }

  @Override
  public Mono<MailboxId> rename(Mailbox mailbox) {
    return of(mailbox.getUser()).rename(mailbox);
  }

  @Override
  public Mono<Void> delete(Mailbox mailbox) {
    return of(mailbox.getUser()).delete(mailbox);
  }

  @Override
  public Mono<Mailbox> findMailboxByPath(MailboxPath path) {
    return of(path.getUser()).findMailboxByPath(path);
  }

  @Override
  public Mono<Mailbox> findMailboxById(MailboxId id) {
    return Flux.fromIterable(mappers.values())
        .concatMap(
            mapper ->
                mapper
                    .findMailboxById(id)
                    .onErrorResume(MailboxNotFoundException.class, _ -> Mono.empty()))
        .next()
        .switchIfEmpty(Mono.error(() -> new MailboxNotFoundException(id)));
  }

  @Override
  public Flux<Mailbox> findNonPersonalMailboxes(Username user, MailboxACL.Right right) {
    return of(user).findNonPersonalMailboxes(user, right);
  }

  @Override
  public Flux<Mailbox> findMailboxWithPathLike(MailboxQuery.UserBound query) {
    return of(query.getFixedUser()).findMailboxWithPathLike(query);
  }

  @Override
  public Mono<Boolean> hasChildren(Mailbox mailbox, char delimiter) {
    return of(mailbox.getUser()).hasChildren(mailbox, delimiter);
  }

  @Override
  public Mono<ACLDiff> updateACL(Mailbox mailbox, MailboxACL.ACLCommand command) {
    return of(mailbox.getUser()).updateACL(mailbox, command);
  }

  @Override
  public Mono<ACLDiff> setACL(Mailbox mailbox, MailboxACL acl) {
    return of(mailbox.getUser()).setACL(mailbox, acl);
  }

  @Override
  public Flux<Mailbox> list() {
    return Flux.fromIterable(mappers.values()).concatMap(SealedMailboxMapper::list);
  }
}
