/** People and programs of a tenant, and what they may do. */
package dev.freehold.console.people;
