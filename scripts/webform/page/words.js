// The words of decap-cms where they would mislead: here saving submits, and only reviewers merge.

export function ownWords(words) {
  Object.assign(words.app.header, { content: '填报', workflow: '待审核' });
  Object.assign(words.collection.sidebar, { collections: '我的小项', searchAll: '查找小项…' });
  words.editor.editorControlPane.widget.regexPattern = '“%{fieldLabel}”%{pattern}';
  Object.assign(words.editor.editorToolbar, {
    backCollection: '%{collectionLabel}',
    save: '保存并送审',
    changesSaved: '没有要保存的改动',
    published: '现行内容',
    publish: '合并',
    publishing: '正在合并…',
    publishNow: '合并（立即生效）',
    draft: '待审核',
    inReview: '审核中',
    ready: '可合并',
    deleteUnpublishedChanges: '撤回这次填报',
    deployPreviewPendingButtonLabel: '',
  });
  Object.assign(words.editor.editor, {
    onDeleteUnpublishedChanges: '这次填报还没有合并，要整个撤回吗？',
    onPublishing: '确定合并吗？合并后立即生效。',
    onPublishingNotReady: '请先把状态改为“可合并”',
    confirmLoadBackup: '上次没有保存的内容还在这台电脑上，要接着填吗？',
  });
  Object.assign(words.editor.editorWidgets.list, { addType: '新增%{item}' }); // decap-cms has it in English only
  Object.assign(words.editor.editorWidgets.datetime, { now: '今天' });
  Object.assign(words.ui.toast, {
    onFailToPersist: '没有保存：%{details}',
    missingRequiredField: '没有保存：有必填的没有填，或写法不对，请看标红的地方',
    entrySaved: '已保存并送审，审核通过后生效',
    entryPublished: '已合并',
    onDeleteUnpublishedChanges: '已撤回',
  });
  Object.assign(words.workflow.workflow, {
    workflowHeading: '送审的填报',
    newPost: '新写稿件',
    description: '%{smart_count} 件审核中，%{readyCount} 件可合并',
    dateFormat: 'M月D日',
  });
  Object.assign(words.workflow.workflowCard, { deleteChanges: '撤回', publishChanges: '合并', publishNewEntry: '合并' });
  Object.assign(words.workflow.workflowList, {
    onDeleteEntry: '这次填报还没有合并，要整个撤回吗？',
    onPublishEntry: '确定合并吗？合并后立即生效。',
    onPublishingNotReadyEntry: '请先把卡片移到“可合并”一列',
    draftHeader: '待审核',
    inReviewHeader: '审核中',
    readyHeader: '可合并',
    currentEntries: '%{smart_count} 件',
  });
  return words;
}
