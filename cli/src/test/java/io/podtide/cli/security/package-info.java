/** What a role may do, what leaves a cluster, and what nobody may read in a log. */
package io.podtide.cli.security;
