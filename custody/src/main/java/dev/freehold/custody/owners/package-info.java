/**
 * Mailboxes and sites as owners of keys: how they get a key, which policy has to cover them, which
 * geo a site belongs to, and how their keys are destroyed.
 */
package dev.freehold.custody.owners;
