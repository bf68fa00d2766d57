; The folder of the program becomes an installer for one user: no administrator, no questions.
; Silent: setup.exe /S [/D=folder]; to remove it, Uninstall.exe /S. Exit code 3: the program runs.
;
; No page asks for the folder: what lies in it is removed with the program, so it must be ours.
Unicode true
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
AllowSkipFiles off
SetDateSave off ; the same bytes, whenever the files were written
Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT"

!include MUI2.nsh
!define MUI_ICON "${BUNDLE}/clinic-plans.ico"
!define MUI_UNICON "${BUNDLE}/clinic-plans.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_FINISHPAGE_TITLE "${NAME} is installed"
!define MUI_FINISHPAGE_TEXT "It is in the Start menu and on the desktop, and opens in your browser.$\r$\n$\r$\nKeep your workbooks and handouts in a folder of your own. This program's folder is emptied when a new version comes."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${NAME}.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open it now"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"

; Windows deletes no program that runs: then nothing at all is touched.
!macro REFUSE_WHILE_IT_RUNS
  ClearErrors
  IfFileExists "$INSTDIR\${NAME}.exe" 0 +6
  Delete "$INSTDIR\${NAME}.exe"
  IfErrors 0 +4
    MessageBox MB_ICONSTOP "${NAME} is open. Close the desk in your browser first, then start this again." /SD IDOK
    SetErrorLevel 3
    Abort
!macroend

; These folders hold nothing but the program, of this version or an older one.
!macro REMOVE_FOLDERS
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\licences"
!macroend

Section
  !insertmacro REFUSE_WHILE_IT_RUNS
  !insertmacro REMOVE_FOLDERS
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}/*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  SetOutPath "$DOCUMENTS" ; where the entries start: not the program's folder
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${NAME}.exe" "" "$INSTDIR\clinic-plans.ico"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${NAME}.exe" "" "$INSTDIR\clinic-plans.ico"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\clinic-plans.ico"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section Uninstall
  !insertmacro REFUSE_WHILE_IT_RUNS
  !insertmacro REMOVE_FOLDERS
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  ; Each by its name, and never RMDir /r of the whole: /D= may have named a folder of the clinic's.
  Delete "$INSTDIR\${NAME}._pth"
  Delete "$INSTDIR\clinicplan.cmd"
  Delete "$INSTDIR\clinic-plans.ico"
  Delete "$INSTDIR\python3.dll"
  Delete "$INSTDIR\python3??.dll"
  Delete "$INSTDIR\vcruntime140.dll"
  Delete "$INSTDIR\vcruntime140_1.dll"
  Delete "$INSTDIR\README.txt"
  Delete "$INSTDIR\Uninstall.exe"
  SetOutPath "$TEMP" ; a folder that somebody stands in cannot go
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
