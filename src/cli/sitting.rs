//! What commands do as the desk does it: actions of [`crate::desk`] on a project that was read and built, each one
//! transaction that can be taken back, and what an action would do to the links. Prints nothing.

use super::args::GlobalOptions;
use super::project::{self, Project};
use super::{Exit, Failure};
use crate::base::SourcePath;
use crate::build::{BuildMode, BuiltSite, PipelineOptions, build};
use crate::desk::{
    Action, ActionError, ActionRequest, DeskView, FileReader, LinkEffects, Plan, PreparedImports, ProposalList,
    Sitting, UndoEntry, link_effects, plan_action,
};
use crate::edit::EditError;

/// A project at which a command works.
pub(super) struct CommandSitting<'a> {
    global: &'a GlobalOptions,
    pub(super) project: Project,
    /// The suggestions that actions may name; none in a review.
    pub(super) proposals: ProposalList,
    sitting: Sitting,
}

impl<'a> CommandSitting<'a> {
    /// Begins with a project that was read with [`project::open`], or with [`project::open_to_change`] if effects are asked.
    pub(super) fn new(global: &'a GlobalOptions, project: Project, by: &str, backup: bool) -> Self {
        let sitting = Sitting::new(&global.root).signed(by);
        let sitting = if backup { sitting.with_backup() } else { sitting };
        Self { global, project, proposals: ProposalList::default(), sitting }
    }

    /// Does something. Returns the number of its entry; `None` if everything was so already.
    pub(super) fn perform(&mut self, action: Action) -> Result<Option<u64>, ActionError> {
        let request = ActionRequest { action, base: None };
        self.sitting.perform(&view(&self.project, &self.proposals), &request)
    }

    /// Takes back what was done last.
    pub(super) fn undo(&mut self) -> Result<UndoEntry, ActionError> {
        self.sitting.undo(None)
    }

    /// Returns what an action would do to the links.
    pub(super) fn effects(&self, action: &Action) -> Result<LinkEffects, ActionError> {
        let request = ActionRequest { action: action.clone(), base: None };
        Ok(self.effects_of(&self.plan(|view, read| plan_action(view, read, &request))?))
    }

    /// Plans something from the files as they were read, without doing it.
    pub(super) fn plan<T>(
        &self,
        plan: impl FnOnce(&DeskView<'_>, &FileReader<'_>) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        let snapshot = &self.project.snapshot;
        let read = |name: &SourcePath| Ok::<_, EditError>(snapshot.files.get(name).map(|file| file.bytes.to_vec()));
        plan(&view(&self.project, &self.proposals), &read)
    }

    /// Returns what a plan would do to the links.
    pub(super) fn effects_of(&self, plan: &Plan) -> LinkEffects {
        link_effects(&self.project.built, &self.built_after(plan))
    }

    /// Returns the site as a plan would make it.
    pub(super) fn built_after(&self, plan: &Plan) -> BuiltSite {
        build(&plan.snapshot_after(&self.project.snapshot), &options(), &self.project.memo)
    }

    /// Reads and builds the project as it is now.
    pub(super) fn refresh(&mut self) -> Result<(), Failure> {
        self.project.snapshot = project::snapshot(self.global, Some(&self.project.snapshot))?;
        self.project.built = build(&self.project.snapshot, &options(), &self.project.memo);
        Ok(())
    }
}

/// Documents are imported by a command of their own.
static NO_IMPORTS: PreparedImports = PreparedImports::new();

fn view<'v>(project: &'v Project, proposals: &'v ProposalList) -> DeskView<'v> {
    DeskView { built: &project.built, snapshot: &project.snapshot, proposals, imports: &NO_IMPORTS }
}

fn options() -> PipelineOptions {
    PipelineOptions { drafts: true, mode: BuildMode::Incremental, ..PipelineOptions::default() }
}

/// Says why an action was not done.
pub(super) fn action_failure(error: ActionError) -> Failure {
    match error {
        ActionError::Edit(error) => super::edit_failure(error),
        ActionError::Decisions(error) => super::decision_failure(error),
        error => Failure::new(Exit::Usage, error.message(), super::nothing_changed()),
    }
}
