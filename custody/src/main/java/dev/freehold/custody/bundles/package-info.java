/**
 * Key bundles: the wrapped keys of policies, mailboxes and sites, as they are kept beside the
 * blobs. With a root key they open content without any database.
 */
package dev.freehold.custody.bundles;
