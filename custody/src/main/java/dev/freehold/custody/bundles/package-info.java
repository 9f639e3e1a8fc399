/**
 * Key bundles: copies of the wrapped keys of policies, mailboxes and sites, stored beside the
 * blobs. With a root key they open content without any database.
 */
package dev.freehold.custody.bundles;
