package dev.freehold.server.run;

import dev.freehold.content.purge.StoredContents;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.StoreParts;
import dev.freehold.crypto.Aead;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.groups.Groups;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.OlderIdentity;
import dev.freehold.custody.jobs.ForegroundGauge;
import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.moves.FilePolicies;
import dev.freehold.custody.moves.GeoStatuses;
import dev.freehold.custody.moves.Moves;
import dev.freehold.custody.nodes.NodeEnd;
import dev.freehold.custody.owners.Assignments;
import dev.freehold.custody.people.DirectorySearch;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.recovery.Recovery;
import dev.freehold.custody.rolls.Rolls;
import dev.freehold.files.maintenance.FileRemains;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.mail.folders.FolderSubscriptions;
import dev.freehold.mail.messages.MailRemains;
import dev.freehold.mail.migration.MigrationJob;
import dev.freehold.mailserver.lmtp.MailboxDelivery;
import dev.freehold.persistence.Database;
import dev.freehold.server.audit.PolicyKinds;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.certificates.ListenerNames;
import dev.freehold.server.config.ServerSettings;
import dev.freehold.server.document.ApproverKeyMaker;
import dev.freehold.server.document.DocumentMaker;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.accesskeys.AccessKeysFeature;
import dev.freehold.server.features.approvers.ApproversFeature;
import dev.freehold.server.features.assignments.AssignmentsFeature;
import dev.freehold.server.features.audit.AuditFeature;
import dev.freehold.server.features.audit.AuditSinks;
import dev.freehold.server.features.autoconfig.AutoconfigFeature;
import dev.freehold.server.features.console.ConsoleFeature;
import dev.freehold.server.features.delivery.DeliveryFeature;
import dev.freehold.server.features.directory.DirectoryFeature;
import dev.freehold.server.features.directory.VaultAdministrators;
import dev.freehold.server.features.documents.DocumentsFeature;
import dev.freehold.server.features.factors.FactorsFeature;
import dev.freehold.server.features.geos.GeosFeature;
import dev.freehold.server.features.holds.HoldsFeature;
import dev.freehold.server.features.imap.ImapFeature;
import dev.freehold.server.features.jobs.JobsFeature;
import dev.freehold.server.features.ledger.LedgerFeature;
import dev.freehold.server.features.ledger.LedgerPublishing;
import dev.freehold.server.features.lockbox.LockboxFeature;
import dev.freehold.server.features.mailboxes.MailboxesFeature;
import dev.freehold.server.features.messages.MessagesFeature;
import dev.freehold.server.features.migration.MigrationFeature;
import dev.freehold.server.features.nodes.NodesFeature;
import dev.freehold.server.features.notifications.NotificationsFeature;
import dev.freehold.server.features.openapi.OpenApiFeature;
import dev.freehold.server.features.pendingacts.PendingActsFeature;
import dev.freehold.server.features.policies.PoliciesFeature;
import dev.freehold.server.features.previews.PreviewsFeature;
import dev.freehold.server.features.protection.ProtectionFeature;
import dev.freehold.server.features.purge.PurgeFeature;
import dev.freehold.server.features.purge.PurgedContent;
import dev.freehold.server.features.recovery.RecoveryFeature;
import dev.freehold.server.features.refusedrows.RefusedRowsFeature;
import dev.freehold.server.features.scrub.ScrubFeature;
import dev.freehold.server.features.signing.SigningFeature;
import dev.freehold.server.features.sites.SiteLookup;
import dev.freehold.server.features.sites.SitesFeature;
import dev.freehold.server.features.tenants.TenantsFeature;
import dev.freehold.server.features.tokens.TokensFeature;
import dev.freehold.server.features.vaultlog.VaultLogFeature;
import dev.freehold.server.notifications.LedgerOccasions;
import dev.freehold.server.owners.OwnerNames;
import dev.freehold.server.owners.OwnerStates;
import dev.freehold.server.records.Erasures;
import dev.freehold.server.stores.Stores;
import dev.freehold.web.http.SharedBounds;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The features of a service, each made of the few services that it stands on. A new feature is
 * listed in {@link #all}, and its tables in {@link TableRules}.
 *
 * @param settings what the operator chose
 * @param surroundings of the process
 * @param basics what every feature may need
 * @param objects what is sealed
 * @param load what long work slows down for
 * @param shared what all listeners have together
 * @param apiUri the address of the REST API
 */
record Features(
    ServerSettings settings,
    Surroundings surroundings,
    Basics basics,
    Stores stores,
    ServiceMasterKey master,
    NodePart node,
    Consumer<NodeEnd> ended,
    DirectoryPart directory,
    CustodyPart custody,
    VaultPart vaults,
    LedgerPublishing logs,
    ObjectStore objects,
    MailPart mail,
    FilesPart files,
    ForegroundGauge load,
    SharedBounds shared,
    URI apiUri) {

  /** Makes them; call it once. Health shows their checks in this order. */
  List<Feature> all() {
    Identities identities = directory.identities();
    Users users = directory.users();
    Approvers approvers =
        new Approvers(
            basics.database(), basics.ledger(), users, new Aead(basics.crypto()), basics.clock());
    VaultAdministrators holders =
        VaultAdministrators.of(identities, approvers, directory.memberships(), vaults.server());
    UnifiedRecords.Directory names =
        new UnifiedRecords.Directory(
            identities, users, PolicyKinds.in(custody.policies()), LogKind.SERVICE);
    OwnerNames owners =
        new OwnerNames(
            mail.mailboxes(), mail.removal(), files.sites(), files.urls(), directory.tenants());
    OwnerStates states = new OwnerStates(basics.database(), custody.holds(), identities, users);
    SiteLookup access =
        new SiteLookup(files.sites(), files.roles(), files.urls(), directory.tenants());
    PurgeFeature purge = purge(owners);
    LockboxFeature lockbox = lockbox();
    List<Feature> all = new ArrayList<>();
    all.add(new OpenApiFeature());
    all.add(
        new NodesFeature(
            node.nodes(),
            node.beat(basics, custody, settings, stores.certificates()::newestAuthority, ended),
            List.of(stores.database(), stores.availability()),
            ended));
    all.add(new TokensFeature(directory.tokens(), apiUri, vaults.loginUri()));
    all.add(new TenantsFeature(directory.tenants(), identities, holders, vaults.server()));
    all.add(
        new DirectoryFeature(
            directory.tenants(),
            identities,
            users,
            new Groups(
                basics.database(),
                identities,
                basics.ledger(),
                directory.memberships(),
                basics.clock()),
            new DirectorySearch(basics.database()),
            directory.changes(),
            directory.appPasswords(),
            directory.issuer(),
            holders,
            apiUri,
            basics.clock()));
    all.add(new FactorsFeature(directory.factors(), users, directory.changes(), apiUri));
    all.addAll(ofPolicies());
    all.add(purge);
    all.add(
        new ApproversFeature(approvers, new ApproverKeyMaker(basics.clock()), directory.actors()));
    all.add(
        new SigningFeature(
            basics,
            approvers,
            purge.cases(),
            new DocumentMaker(directory.tenants(), identities, apiUri),
            settings.purgeOperators()));
    all.add(new RefusedRowsFeature(basics));
    all.add(new JobsFeature(basics, custody.jobs()));
    all.add(new LedgerFeature(logs.services(), logs.watch()));
    all.add(new AuditFeature(logs.services(), names, sinks(names)));
    all.add(new VaultLogFeature(logs.vaults(), names));
    all.add(
        PendingActsFeature.ofService(
            basics,
            approvers,
            directory.actors(),
            Erasures.ofService(identities, logs.services(), logs.vaults(), lockbox.decisions())));
    all.addAll(ofMail(states));
    all.add(
        new ImapFeature(
            basics,
            settings,
            () -> stores.certificates().of(ListenerNames.IMAP).serverContext(),
            shared,
            directory.mailPrograms(basics, mail, surroundings),
            closer -> mail.forImap(basics, custody, settings.keys().lease(), objects, closer)));
    all.add(new AutoconfigFeature(settings.mailPrograms(), users, mail.mailboxes()));
    all.add(
        new SitesFeature(
            files.sites(), files.roles(), files.urls(), access, custody.geos(), states));
    all.add(new AccessKeysFeature(files.accessKeys()));
    all.add(new DocumentsFeature(files.expiry(), settings.sweeping().interval()));
    all.add(
        new HoldsFeature(custody.holds(), custody.policies(), owners, access, identities, users));
    all.add(
        new PreviewsFeature(
            basics, objects, custody.holds(), custody.policies(), custody.geos(), owners));
    all.add(
        new ScrubFeature(
            basics,
            parts(),
            List.of(mail.scrub(), files.scrub()),
            load,
            settings.sweeping().scrubInterval()));
    all.add(lockbox);
    all.add(notifications(purge));
    all.add(
        new ConsoleFeature(
            all.stream().flatMap(feature -> feature.routes().stream()).toList(),
            new BearerTokens(directory),
            vaults.forPeople(stores, directory),
            directory.sessions(),
            directory.signIns(),
            basics.crypto().random(),
            apiUri));
    return List.copyOf(all);
  }

  /** Policies and what moves mailboxes and sites between them. */
  private List<Feature> ofPolicies() {
    Database database = basics.database();
    Policies policies = custody.policies();
    var geos = custody.geos();
    Jobs jobs = custody.jobs();
    Assignments assignments = new Assignments(database.dialect());
    Moves moves =
        new Moves(database, custody.servicePolicies(), assignments, basics.ledger(), jobs);
    Rolls rolls = new Rolls(database, policies, custody.rootRolls(), jobs);
    FilePolicies ofGeos =
        new FilePolicies(database, policies, custody.servicePolicies(), geos, rolls, jobs);
    Recovery recovery =
        new Recovery(
            database,
            policies,
            moves,
            ofGeos,
            new OlderIdentity(),
            basics.ledger(),
            basics.clock());
    return List.of(
        new PoliciesFeature(
            basics,
            policies,
            custody.keyAccess(),
            custody.locks(),
            custody.crossCheck(),
            custody.silenceWatch(),
            rolls,
            jobs,
            vaults.server()),
        new AssignmentsFeature(
            basics, policies, assignments, moves, jobs, mail.mailboxes(), directory.actors()),
        new GeosFeature(
            basics,
            geos,
            ofGeos,
            new GeoStatuses(geos, policies, jobs),
            recovery,
            custody.crossCheck(),
            custody.keyAccess()),
        new RecoveryFeature(basics, recovery, policies, directory.actors()),
        new ProtectionFeature(
            basics, geos, vaults.server(), custody.keyAccess(), custody.availabilityKeys()));
  }

  private List<Feature> ofMail(OwnerStates states) {
    return List.of(
        new MailboxesFeature(
            basics,
            mail.mailboxes(),
            mail.recipients(),
            mail.removal(),
            mail.messages().space(),
            mail.folders(),
            custody.policies(),
            custody.jobs(),
            states),
        new MessagesFeature(
            basics,
            mail.mailboxes(),
            mail.permissions(),
            mail.records(),
            mail.folders(),
            mail.messages(),
            settings.limits().messageBytes()),
        new DeliveryFeature(
            mail.domains(),
            directory.tenants(),
            DeliveryFeature.Listening.of(settings, stores.certificates()),
            new MailboxDelivery(
                mail.domains(),
                mail.mailboxes(),
                mail.folders(),
                new FolderSubscriptions(basics.database()),
                mail.messages(),
                basics.clock()),
            basics.clock()),
        new MigrationFeature(
            basics,
            Set.copyOf(settings.migration().insideServers()),
            master,
            custody.jobs(),
            new MigrationJob.Store(mail.mailboxes(), mail.folders(), mail.messages()),
            settings.remoteBlobs().isPresent()
                ? Optional.empty()
                : Optional.of(settings.dataFolder())));
  }

  /** For those who work on objects beside the store. */
  private StoreParts parts() {
    return stores.parts(custody.keyAccess(), basics.clock());
  }

  private PurgeFeature purge(OwnerNames owners) {
    return new PurgeFeature(
        basics,
        custody.policies(),
        custody.geos(),
        custody.holds(),
        custody.jobs(),
        logs.services().receipts(),
        new PurgeFeature.Keys(
            custody.permissions(),
            custody.availabilityKeys(),
            custody.bundles(),
            custody.keyAccess(),
            node.nodes(),
            settings.keys().lease()),
        new PurgeFeature.Contents(
            new StoredContents(parts(), custody.coldKeys()),
            owners,
            new PurgedContent(
                basics,
                stores.blobs(),
                List.of(new MailRemains(), new FileRemains()),
                load,
                settings.sweeping().interval())),
        new PurgeFeature.People(directory.actors(), settings.purgeOperators()),
        surroundings.nanoTime());
  }

  private LockboxFeature lockbox() {
    return new LockboxFeature(
        basics,
        directory.tenants(),
        directory.actors(),
        directory.operators(),
        new LockboxFeature.Mail(mail.mailboxes(), mail.folders(), mail.messages()),
        new LockboxFeature.Files(files.sites(), files.documents()));
  }

  private NotificationsFeature notifications(PurgeFeature purge) {
    return new NotificationsFeature(
        basics,
        settings.notifications(),
        master,
        directory.tenants(),
        directory.users(),
        apiUri,
        List.of(purge.occasions(), new LedgerOccasions(custody.policies())),
        vaults.running().map(they -> they.database()));
  }

  /** One sink for the ledger of the service, and one for that of the vaults if they run. */
  private AuditSinks sinks(UnifiedRecords.Directory names) {
    Map<LogKind, Database> ledgers = new EnumMap<>(LogKind.class);
    ledgers.put(LogKind.SERVICE, basics.database());
    vaults.running().ifPresent(they -> ledgers.put(LogKind.VAULTS, they.database()));
    return new AuditSinks(
        settings.syslog(),
        settings.network().apiName(),
        directory.tenants(),
        ledgers,
        names,
        basics.meters(),
        basics.clock());
  }
}
