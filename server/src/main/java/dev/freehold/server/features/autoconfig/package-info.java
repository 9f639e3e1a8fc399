/** Tells mail programs how to reach mailboxes: Thunderbird's file, Apple's profile, DNS records. */
package dev.freehold.server.features.autoconfig;
