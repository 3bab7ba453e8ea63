//! `dossier serve`, requested as a browser does: what it shows, what it refuses, and that it is never stale.

#[path = "../laws/project.rs"]
mod project;
mod protection;

mod broken;
mod desk;
mod desk_files;
mod desk_proposals;
mod desk_records;
mod live;
mod reconcile;
mod requests;
mod security;
mod server;
mod withheld;
